
namespace LogPlatform.Tests.Platform;

/// <summary>Numbered records that stream in from the start of a test to its end, so that the end can prove what became of every one.</summary>
internal sealed class LiveTraffic : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private readonly NumberedSender _sender;
    private Task _sending = Task.CompletedTask;

    /// <summary>Nothing is sent yet.</summary>
    /// <param name="otlp">The address to send to; asked before each request, for a program that moves.</param>
    /// <param name="run">The name of the run, in every record.</param>
    /// <param name="key">A key that may send; null where none is asked for.</param>
    public LiveTraffic(Func<Uri> otlp, string run = "live", string? key = null)
        => _sender = new NumberedSender(otlp, run, key);

    /// <summary>Records that were acknowledged.</summary>
    public long Acknowledged => _sender.Acknowledged;

    /// <summary>Requests that were answered with something else than 200, and sent again.</summary>
    public long Refused => _sender.Refused;

    /// <summary>A trickle of some thousand records a second, that leaves the processors to others.</summary>
    public static LiveTraffic Start(IPlatform platform) => Start(() => platform.Otlp, key: platform.Key);

    /// <inheritdoc cref="Start(IPlatform)"/>
    public static LiveTraffic Start(Func<Uri> otlp, string run = "live", string? key = null)
    {
        var traffic = new LiveTraffic(otlp, run, key);
        traffic._sending = traffic._sender.TrickleAsync(traffic._stop.Token);
        return traffic;
    }

    /// <summary>As much as <paramref name="connections"/> connections can carry.</summary>
    public static LiveTraffic StartFlood(IPlatform platform, int connections, int batchRecords)
    {
        var traffic = new LiveTraffic(() => platform.Otlp, key: platform.Key);
        traffic._sending = traffic._sender.RunAsync(connections, traffic._stop.Token, batchRecords);
        return traffic;
    }

    /// <summary>Waits until so many more records are acknowledged.</summary>
    public Task WaitForAsync(int more) => _sender.WaitForAsync(more);

    /// <summary>Stops sending; what is under way is brought to an end.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _sending;
    }

    /// <summary>Stops, and asserts that every acknowledged record is found exactly once, also where there are others.</summary>
    public async Task VerifyFoundAsync(IPlatform platform)
    {
        await StopAsync();
        await _sender.VerifyFoundAsync(platform);
    }

    /// <summary>
    /// Stops, and asserts that every acknowledged record is found exactly once, except for <paramref name="lost"/> that are kept aside, and that the ledger is balanced: there
    /// are no others.
    /// </summary>
    public async Task VerifyAsync(IPlatform platform, int lost = 0)
    {
        await StopAsync();
        await _sender.VerifyFoundAsync(platform, lost);
        var ledger = await platform.GetAsync("api/v1/ledger");
        ledger.GetProperty("balanced").GetBoolean().ShouldBeTrue(ledger.ToString());
        ledger.GetProperty("committed").GetInt64().ShouldBe(_sender.Sent - lost);
        ledger.GetProperty("quarantined").GetInt64().ShouldBe(lost);
    }

    public async ValueTask DisposeAsync()
    {
        // A test that failed must not leave the sender behind, nor be hidden by what it says then.
        await _stop.CancelAsync();
        await _sending.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default).WaitAsync(TimeSpan.FromSeconds(30));
        _sender.Dispose();
        _stop.Dispose();
    }
}
