using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace LogPlatform.Gateway.Control.Requests;

/// <summary>The answers to a body that is not even looked at.</summary>
internal static class BodyRefusals
{
    /// <summary>415.</summary>
    public static ProblemHttpResult WrongType(RequestBody needed) =>
        TypedResults.Problem($"The content type must be {needed.ContentType}.", statusCode: StatusCodes.Status415UnsupportedMediaType);

    /// <summary>What the server says of a body over its limit (413), too slow (408) or cut short (400).</summary>
    public static ProblemHttpResult Of(BadHttpRequestException refused) => TypedResults.Problem(refused.Message, statusCode: refused.StatusCode);
}
