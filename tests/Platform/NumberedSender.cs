using System.Globalization;
using System.Net;
using System.Text;

namespace LogPlatform.Tests.Platform;

/// <summary>Sends numbered records and repeats each batch, under its own key, until it is acknowledged: then every number must be found exactly once.</summary>
internal sealed class NumberedSender(Func<Uri> endpoint, string run, string? key = null) : IDisposable
{
    private const int BatchRecords = 20;
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(10) };
    private long _next;
    private long _acknowledged;
    private long _refused;

    public long Acknowledged => Interlocked.Read(ref _acknowledged);

    /// <summary>Answers that were none of 200.</summary>
    public long Refused => Interlocked.Read(ref _refused);

    public long Sent => Interlocked.Read(ref _next);

    /// <summary>Sends from <paramref name="connections"/> tasks until <paramref name="stop"/>; what is under way then is still brought to an end.</summary>
    public Task RunAsync(int connections, CancellationToken stop, int batchRecords = BatchRecords) =>
        Task.WhenAll(Enumerable.Range(0, connections).Select(_ => SendAsync(batchRecords, isTrickle: false, stop)));

    /// <summary>Sends from one task with a pause behind each batch, to leave the processors to what is tested.</summary>
    public Task TrickleAsync(CancellationToken stop) => SendAsync(BatchRecords, isTrickle: true, stop);

    /// <summary>Waits until so many more records are acknowledged.</summary>
    public async Task WaitForAsync(int more)
    {
        for (var target = Acknowledged + more; Acknowledged < target;)
        {
            await Polling.PauseAsync();
        }
    }

    /// <summary>Asserts that the platform finds every acknowledged record exactly once, except for <paramref name="aside"/> that it keeps aside.</summary>
    public async Task VerifyFoundAsync(IPlatform platform, long aside = 0)
    {
        Acknowledged.ShouldBe(Sent);
        var times = new int[Sent];
        foreach (var record in await platform.ExportAsync($"run = {run}"))
        {
            times[record.GetProperty("attributes").GetProperty("number").GetInt64()]++;
        }

        // Which ones, not all of them: a failure must be readable.
        Numbers(times, static found => found > 1).ShouldBeEmpty("no record is there twice");
        var missing = Numbers(times, static found => found == 0);
        missing.Count.ShouldBe((int)aside, $"missing: {string.Join(", ", missing.Take(100))}");
    }

    public void Dispose() => _http.Dispose();

    private static List<int> Numbers(int[] times, Predicate<int> wanted) => [.. Enumerable.Range(0, times.Length).Where(number => wanted(times[number]))];

    private async Task SendAsync(int batchRecords, bool isTrickle, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var first = Interlocked.Add(ref _next, batchRecords) - batchRecords;
            var body = new StringBuilder();
            for (var number = first; number < first + batchRecords; number++)
            {
                body.Append(CultureInfo.InvariantCulture, $"{{\"run\":\"{run}\",\"number\":{number},\"message\":\"record {number} of a numbered run\"}}\n");
            }

            var bytes = Encoding.UTF8.GetBytes(body.ToString());
            while (!await TrySendAsync(bytes, $"{run}-{first}"))
            {
                await Polling.PauseAsync();
            }

            Interlocked.Add(ref _acknowledged, batchRecords);
            if (isTrickle)
            {
                await Polling.PauseAsync();
            }
        }
    }

    private async Task<bool> TrySendAsync(byte[] body, string batch)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(endpoint(), "ingest")) { Content = new ByteArrayContent(body) };
        request.Headers.Add("Idempotency-Key", batch);
        if (key is not null)
        {
            request.Headers.Add("X-Api-Key", key);
        }

        try
        {
            using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
            if (response.StatusCode == HttpStatusCode.OK)
            {
                return true;
            }

            Interlocked.Increment(ref _refused);
            response.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
            return false;
        }
        catch (HttpRequestException)
        {
            return false;
        }
        catch (TaskCanceledException) when (!TestContext.Current.CancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
