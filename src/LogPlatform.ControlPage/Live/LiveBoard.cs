using LogPlatform.Core.Slots;
using LogPlatform.Gateway.Control;
using LogPlatform.Gateway.Deployments;
using LogPlatform.Gateway.Validation;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LogPlatform.ControlPage.Live;

/// <summary>
/// Looks at the platform once a second for all open pages together, and only while there are any: what a page costs is what is sent to it. Thread-safe.
/// </summary>
internal sealed partial class LiveBoard(
    StatusReader status,
    IPlatformStatus platform,
    IDeployments deployments,
    IValidation validation,
    SlotMeters meters,
    TimeProvider time,
    ILogger<LiveBoard> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private readonly ILogger _logger = logger;
    private readonly Lock _lock = new();
    private readonly LiveCurves _curves = new();
    private readonly SemaphoreSlim _opened = new(0, 1);
    private Action<LiveSample?>[] _pages = [];
    private LiveSample? _latest;
    private bool _isBlind;
    private long _readAt;

    /// <summary>Pages that are open.</summary>
    public int Pages => Volatile.Read(ref _pages).Length;

    /// <summary>The platform now: what the other pages see, or a look of its own when there are none. Null while the storage does not answer.</summary>
    public LiveSample? Now()
    {
        lock (_lock)
        {
            return _latest is { } latest && time.GetUtcNow() - latest.At < 2 * Interval ? latest : TryLook(Take_NeedsLock);
        }
    }

    /// <summary>Has a page told every second, from any thread, until the result is disposed. It is told null while the platform cannot be looked at.</summary>
    public IDisposable Follow(Action<LiveSample?> page)
    {
        lock (_lock)
        {
            _pages = [.. _pages, page];
            if (_pages.Length == 1 && _opened.CurrentCount == 0)
            {
                _opened.Release();
            }
        }

        return new Following(this, page);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        base.Dispose();
        _opened.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (true)
        {
            await _opened.WaitAsync(stoppingToken);
            meters.Start();
            _curves.Clear();
            _readAt = time.GetTimestamp();
            while (Pages > 0 && await timer.WaitForNextTickAsync(stoppingToken))
            {
                Tell();
            }

            meters.Stop();
        }
    }

    private void Tell()
    {
        LiveSample? sample;
        lock (_lock)
        {
            sample = TryLook(() =>
            {
                Measure_NeedsLock();
                return Take_NeedsLock();
            });
        }

        foreach (var page in Volatile.Read(ref _pages))
        {
            page(sample);
        }
    }

    private LiveSample? TryLook(Func<LiveSample> look)
    {
        try
        {
            var sample = look();
            _isBlind = false;
            return sample;
        }
#pragma warning disable CA1031 // A look that fails is made again in a second; the pages meanwhile show the last one, and say that it is.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            if (!_isBlind)
            {
                LogLiveLookError(failure);
            }

            _isBlind = true;
            return null;
        }
    }

    private void Measure_NeedsLock()
    {
        var elapsed = time.GetElapsedTime(_readAt);
        _readAt = time.GetTimestamp();
        var (waiting, mirrored) = (_latest?.Ledger.InFlight ?? 0, _latest?.Mirror?.Backlog ?? 0);
        var active = _latest?.Status.Pointer.Color ?? Color.Blue;
        foreach (var slot in new[] { Color.Blue, Color.Green })
        {
            _curves.Add(slot, meters.Read(slot), slot == active ? waiting : mirrored, elapsed);
        }
    }

    private LiveSample Take_NeedsLock() =>
        _latest = new LiveSample(time.GetUtcNow(), status.Read(), platform.Ledger(), deployments.Latest, validation.Mirror, _curves.Draw());

    private void Leave(Action<LiveSample?> page)
    {
        lock (_lock)
        {
            _pages = [.. _pages.Where(other => other != page)];
        }
    }

    private sealed class Following(LiveBoard board, Action<LiveSample?> page) : IDisposable
    {
        public void Dispose() => board.Leave(page);
    }
}
