using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;

namespace LogPlatform.LoadHarness.Switches;

/// <summary>
/// Numbered records at a fixed pace, an open loop: latency counts from the moment a request was due, so a server that stalls cannot hide it. No request is repeated: whatever is
/// not answered with 2xx is a failure.
/// </summary>
internal sealed class NumberedLoad(IReadOnlyList<Uri> gateways, string run, int requestsPerSecond, int recordsPerRequest) : IDisposable
{
    private const int Senders = 16;

    private readonly HttpClient _http = new(new SocketsHttpHandler { MaxConnectionsPerServer = Senders }) { Timeout = TimeSpan.FromSeconds(30) };
    private readonly Lock _gate = new();
    private long _next = -1;

    public List<double> LatencyMilliseconds { get; } = [];

    public List<string> Failures { get; } = [];

    public long Requests => Interlocked.Read(ref _next) + 1;

    /// <summary>Numbers from 0 up to here (not included) were sent.</summary>
    public long Records => Requests * recordsPerRequest;

    /// <summary>Sends until <paramref name="stop"/>; what is due by then is still sent.</summary>
    public Task RunAsync(CancellationToken stop)
    {
        var started = Stopwatch.GetTimestamp();
        return Task.WhenAll(Enumerable.Range(0, Senders).Select(_ => Task.Run(() => SendAsync(started, stop), CancellationToken.None)));
    }

    public void Dispose() => _http.Dispose();

    private async Task SendAsync(long started, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var index = Interlocked.Increment(ref _next);
            var due = TimeSpan.FromSeconds((double)index / requestsPerSecond);
            var early = due - Stopwatch.GetElapsedTime(started);
            if (early > TimeSpan.Zero)
            {
                await Task.Delay(early, TimeProvider.System, CancellationToken.None);
            }

            using var content = new ByteArrayContent(Body(index * recordsPerRequest));
            content.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
            string? failure = null;
            try
            {
                using var response = await _http.PostAsync(new Uri(gateways[(int)(index % gateways.Count)], "/ingest?service=bench"), content, CancellationToken.None);
                failure = response.IsSuccessStatusCode ? null : $"{(int)response.StatusCode}";
            }
            catch (Exception error) when (error is HttpRequestException or TaskCanceledException)
            {
                failure = error.Message;
            }

            // A timer fires up to a millisecond early; a request is never early.
            var latency = Math.Max(0, (Stopwatch.GetElapsedTime(started) - due).TotalMilliseconds);
            lock (_gate)
            {
                LatencyMilliseconds.Add(latency);
                if (failure is not null)
                {
                    Failures.Add(failure);
                }
            }
        }
    }

    private byte[] Body(long first)
    {
        var body = new StringBuilder();
        for (var number = first; number < first + recordsPerRequest; number++)
        {
            body.Append(CultureInfo.InvariantCulture, $"{{\"run\":\"{run}\",\"number\":{number},\"level\":\"info\",\"user\":\"u{number % 97}\",\"message\":\"order {number} accepted after {number % 89} ms\"}}\n");
        }

        return Encoding.UTF8.GetBytes(body.ToString());
    }
}
