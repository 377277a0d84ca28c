using System.Globalization;
using System.Net;
using System.Text.Json;
using LogPlatform.Cli.App;
using LogPlatform.Cli.Rendering;

namespace LogPlatform.Cli.Api;

/// <summary>Turns what can go wrong between here and the server into words and an exit code.</summary>
internal static class ApiFailure
{
    // An error body is for people; a server that sends more is not ours.
    private const int MaxBodyBytes = 64 << 10;

    /// <summary>Nobody answers at an address, or the connection broke.</summary>
    public static CommandFailedException Unreachable(Uri address, Exception cause)
    {
        var root = address.GetLeftPart(UriPartial.Authority);
        return cause is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError }
            ? new CommandFailedException(
                ExitCode.Unreachable,
                $"no server on {root}",
                "Start one with `dotnet run --project src/LogPlatform.Standalone`, or name another with --url or LOGPLATFORM_URL.",
                cause)
            : new CommandFailedException(
                ExitCode.Unreachable,
                $"the connection to {root} broke: {Innermost(cause).Message}",
                "Run the command again. If it happens again, look at the server's own log.",
                cause);
    }

    /// <summary>The server refused a request.</summary>
    /// <param name="response">Its answer; the body is read.</param>
    /// <param name="hasKey">Whether the request carried a key.</param>
    /// <param name="filter">The filter that was sent, to point into.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public static async Task<CommandFailedException> OfAsync(HttpResponseMessage response, bool hasKey, string? filter, CancellationToken cancellationToken)
    {
        var problem = await ReadProblemAsync(response, cancellationToken);
        var code = ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture);
        return response.StatusCode switch
        {
            HttpStatusCode.Unauthorized when hasKey => new CommandFailedException(
                ExitCode.NotAllowed, problem.Detail is { } detail && detail.Contains("expired", StringComparison.Ordinal) ? detail : "the server does not know this key", "Check --key and LOGPLATFORM_KEY; `logctl keys list` shows the keys to an operator."),
            HttpStatusCode.Unauthorized => new CommandFailedException(
                ExitCode.NotAllowed,
                "the server wants a key",
                "Give one with --key or LOGPLATFORM_KEY. The operator's is in operator.key in the server's data folder: run logctl beside that folder and it is found."),
            HttpStatusCode.Forbidden => new CommandFailedException(
                ExitCode.NotAllowed, problem.Text ?? "this key's role does not allow that", "Use a key with a higher role: ingest < viewer < operator."),
            HttpStatusCode.NotFound when problem.Detail is { } unknown => new CommandFailedException(ExitCode.Failed, unknown),
            HttpStatusCode.NotFound => new CommandFailedException(
                ExitCode.Failed, $"the server has no {response.RequestMessage?.RequestUri?.AbsolutePath}", "Is it a LogPlatform server of the same version?"),
            HttpStatusCode.Conflict => new CommandFailedException(ExitCode.Failed, problem.Text ?? "that is not possible now"),
            HttpStatusCode.BadRequest when filter is not null && problem is { Position: { } position } => new CommandFailedException(
                ExitCode.Usage, "the filter is not understood", PointAt(filter, position, problem.Expected)),
            HttpStatusCode.BadRequest => new CommandFailedException(ExitCode.Usage, problem.Text ?? "the server does not understand the request", problem.Errors),
            HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable => new CommandFailedException(
                ExitCode.Failed, problem.Text ?? $"the server is busy ({code})", "Try again in a few seconds."),
            _ => new CommandFailedException(ExitCode.Failed, $"the server answered {code}: {problem.Text ?? response.ReasonPhrase}"),
        };
    }

    /// <summary>The answer is not what this version expects.</summary>
    public static CommandFailedException NotUnderstood(Uri address, Exception cause) => new(
        ExitCode.Failed,
        $"the answer of {address.GetLeftPart(UriPartial.Path)} is not understood: {cause.Message}",
        "Is it a LogPlatform server of the same version?",
        cause);

    private static string PointAt(string filter, int position, string? expected)
    {
        // One column a character: a filter with tabs or line breaks still points at the right place.
        var line = string.Create(filter.Length, filter, static (span, text) =>
        {
            for (var i = 0; i < span.Length; i++)
            {
                span[i] = char.IsControl(text[i]) ? ' ' : text[i];
            }
        });
        return $"  {line}\n  {new string(' ', Math.Clamp(position, 0, filter.Length))}^ {expected}".TrimEnd();
    }

    private static async Task<Problem> ReadProblemAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
            var buffer = new byte[MaxBodyBytes];
            var length = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
            using var json = JsonDocument.Parse(buffer.AsMemory(0, length));
            var root = json.RootElement;
            var detail = root.Text("detail") ?? root.Text("message");
            var errors = root.Items("errors").Select(error => error.ToString()).ToArray();
            return errors.Length > 1
                ? new Problem(detail, $"{errors.Length} things are wrong:", null, null, string.Join('\n', errors.Select(error => "- " + PlainText.OneLine(error))))
                : new Problem(detail, detail ?? root.Text("title"), (int?)root.Number("position"), root.Text("expected"), null);
        }
        catch (Exception e) when (e is JsonException or HttpRequestException or IOException)
        {
            // The status code alone must do.
            return default;
        }
    }

    private static Exception Innermost(Exception exception) => exception.InnerException is { } inner ? Innermost(inner) : exception;

    private readonly record struct Problem(string? Detail, string? Text, int? Position, string? Expected, string? Errors);
}
