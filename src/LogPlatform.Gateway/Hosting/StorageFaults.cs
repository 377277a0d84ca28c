using LogPlatform.Gateway.Ingest;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace LogPlatform.Gateway.Hosting;

/// <summary>Answers 503 when a port throws what it throws while the disk or the database behind it is away: the same request may succeed shortly.</summary>
internal sealed partial class StorageFaults(ILogger<StorageFaults> logger) : IExceptionHandler
{
    /// <summary>The sentence for whoever asked.</summary>
    public const string Away = "The storage does not answer. What was acknowledged is safe; try again shortly.";

    private readonly ILogger _logger = logger;

    /// <inheritdoc/>
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        // The framework tells by the same type that the client broke the rules of HTTP, or the connection.
        if (exception is not IOException || exception is BadHttpRequestException or ConnectionResetException || httpContext.RequestAborted.IsCancellationRequested)
        {
            return false;
        }

        LogStorageReadError(httpContext.Request.Method, httpContext.Request.Path, exception.Message);
        httpContext.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        httpContext.Response.Headers.RetryAfter = Problems.ComeBackAfterSeconds;
        httpContext.Response.ContentType = MediaType.Problem;
        await httpContext.Response.BodyWriter.WriteAsync(ProblemBody.Encode(StatusCodes.Status503ServiceUnavailable, Away), cancellationToken);
        return true;
    }
}
