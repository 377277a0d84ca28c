using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace LogPlatform.Gateway.Query;

/// <summary>What is wrong with a query's parameters.</summary>
/// <param name="Parameter">The parameter.</param>
/// <param name="Expected">What was expected there.</param>
/// <param name="Position">Where in it, in UTF-16 characters from 0; null when all of it is wrong.</param>
internal sealed record QuestionMistake(string Parameter, string Expected, int? Position = null)
{
    /// <summary>The answer.</summary>
    public ProblemHttpResult Problem => TypedResults.Problem(
        Position is null ? $"{Parameter}: {Expected}" : $"{Parameter}, position {Position}: {Expected}",
        statusCode: StatusCodes.Status400BadRequest,
        title: "The query could not be understood.",
        extensions: new Dictionary<string, object?> { ["parameter"] = Parameter, ["position"] = Position, ["expected"] = Expected });
}
