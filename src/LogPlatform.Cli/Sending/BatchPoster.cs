using System.Net;

namespace LogPlatform.Cli.Sending;

/// <summary>
/// Posts batches, and posts them again when the answer allows it: 429, 502, 503, 504 (the retryable codes of OTLP/HTTP) and lost connections. One for
/// each connection; not thread-safe.
/// </summary>
/// <param name="http">The client, without a timeout of its own.</param>
/// <param name="policy">When to try again.</param>
/// <param name="time">The clock.</param>
/// <param name="seed">Seed of the pauses' jitter.</param>
internal sealed class BatchPoster(HttpClient http, RetryPolicy policy, TimeProvider time, int seed)
{
    private const int MaxAnswerBytes = 64 << 10;

    private readonly Random _random = new(seed);

    /// <summary>Called after every attempt with the status code; 0 when there was no answer.</summary>
    public Action<int>? OnAttempt { get; init; }

    /// <summary>Called before a pause with what went wrong and its length.</summary>
    public Action<string, TimeSpan>? OnPause { get; init; }

    /// <summary>Longest wait for one answer.</summary>
    public TimeSpan AnswerTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Posts a batch until the outcome is known or the time is up.</summary>
    public async Task<PostResult> PostAsync(BatchPost post, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var uncertain = false;
        for (var attempts = 1; ; attempts++)
        {
            var attempt = await AttemptAsync(post, cancellationToken);
            var result = attempt.Result;
            OnAttempt?.Invoke(result.StatusCode);
            if (result.Outcome == PostOutcome.Accepted)
            {
                return result;
            }

            if (result.Outcome == PostOutcome.Refused)
            {
                // After an attempt whose answer was lost, a later refusal does not prove that nothing was kept.
                return uncertain ? result with { Outcome = PostOutcome.Unknown } : result;
            }

            uncertain |= result.StatusCode != (int)HttpStatusCode.TooManyRequests;
#pragma warning disable CA5394 // The jitter of a pause is no secret.
            var pause = policy.PauseAfter(attempts, attempt.RetryAfter, _random.NextDouble());
#pragma warning restore CA5394
            if (!attempt.IsRetryable || policy.For == TimeSpan.Zero || time.GetElapsedTime(started) + pause > policy.For)
            {
                return result;
            }

            OnPause?.Invoke(result.Fault?.Message ?? $"the server answered {result.StatusCode}", pause);
            await Task.Delay(pause, time, cancellationToken);
        }
    }

    private static async Task<byte[]> ReadAnswerAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.Content.Headers.ContentLength == 0)
        {
            return [];
        }

        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        var buffer = new byte[Math.Min(response.Content.Headers.ContentLength ?? MaxAnswerBytes, MaxAnswerBytes)];
        var length = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        return buffer[..length];
    }

    private static TimeSpan? RetryAfter(HttpResponseMessage response, DateTimeOffset now) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - now,
        _ => null,
    };

    private static bool IsRetryable(HttpStatusCode code) => code
        is HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;

    private async Task<Attempt> AttemptAsync(BatchPost post, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(AnswerTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Post, post.Address) { Content = new ReadOnlyMemoryContent(post.Body) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", post.ContentType);
        request.Headers.TryAddWithoutValidation("Idempotency-Key", post.Key);
        if (post.Gzipped)
        {
            request.Content.Headers.ContentEncoding.Add("gzip");
        }

        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            var answer = await ReadAnswerAsync(response, either.Token);
            var outcome = response.IsSuccessStatusCode ? PostOutcome.Accepted
                : response.StatusCode is HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError ? PostOutcome.Unknown
                : PostOutcome.Refused;
            var result = new PostResult(outcome, (int)response.StatusCode, answer, null);
            return new Attempt(result, IsRetryable(response.StatusCode), RetryAfter(response, time.GetUtcNow()));
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return Lost(e);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            return Lost(new TimeoutException($"no answer within {AnswerTimeout.TotalSeconds:0} s", e));
        }
    }

    private static Attempt Lost(Exception fault) => new(new PostResult(PostOutcome.Unknown, 0, [], fault), IsRetryable: true, RetryAfter: null);

    private readonly record struct Attempt(PostResult Result, bool IsRetryable, TimeSpan? RetryAfter);
}
