using LogPlatform.Gateway.Control.Actions;
using LogPlatform.Gateway.Deployments;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace LogPlatform.Gateway.Hosting;

/// <summary>The answers of the control API when something was not done.</summary>
internal static class Problems
{
    /// <summary>When a request that may succeed shortly is to be made again.</summary>
    public const string ComeBackAfterSeconds = "2";

    /// <summary>400 with everything that is wrong, once as one text and once as a list.</summary>
    public static ProblemHttpResult Invalid(IReadOnlyList<string> errors) => TypedResults.Problem(
        string.Join(' ', errors),
        statusCode: StatusCodes.Status400BadRequest,
        extensions: new Dictionary<string, object?> { ["errors"] = errors });

    /// <summary>404.</summary>
    public static ProblemHttpResult Unknown(string detail) => TypedResults.Problem(detail, statusCode: StatusCodes.Status404NotFound);

    /// <summary>409: it makes no sense now.</summary>
    public static ProblemHttpResult Conflict(string detail) => TypedResults.Problem(detail, statusCode: StatusCodes.Status409Conflict);

    /// <summary>429: there are too many of them at once.</summary>
    public static ProblemHttpResult TooMany(HttpContext http, string detail) => ComeBack(http, detail, StatusCodes.Status429TooManyRequests);

    /// <summary>503: nothing was done, and the same request may succeed shortly.</summary>
    public static ProblemHttpResult Unavailable(HttpContext http, string detail) => ComeBack(http, detail, StatusCodes.Status503ServiceUnavailable);

    /// <summary>The answer to a command that was not taken.</summary>
    public static ProblemHttpResult Refused(HttpContext http, CommandStatus status, string message) => status switch
    {
        CommandStatus.Unknown => Unknown(message),
        CommandStatus.Invalid => Invalid([message]),
        CommandStatus.Conflict => Conflict(message),
        CommandStatus.Unavailable => Unavailable(http, message),
        CommandStatus.Forbidden => TypedResults.Problem(message, statusCode: StatusCodes.Status403Forbidden),
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "Not a refusal."),
    };

    /// <summary>The answer to an action that was not taken.</summary>
    public static ProblemHttpResult Refused<T>(HttpContext http, ActionOutcome<T> outcome)
        where T : class =>
        outcome.Status == CommandStatus.Invalid ? Invalid(outcome.Errors) : Refused(http, outcome.Status, outcome.Message);

    private static ProblemHttpResult ComeBack(HttpContext http, string detail, int status)
    {
        http.Response.Headers.RetryAfter = ComeBackAfterSeconds;
        return TypedResults.Problem(detail, statusCode: status);
    }
}
