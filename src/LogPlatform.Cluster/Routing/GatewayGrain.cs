using LogPlatform.Cluster.Colors;
using LogPlatform.Cluster.Hosting;
using LogPlatform.Contracts.Processing;
using LogPlatform.Contracts.Routing;
using LogPlatform.Core.Slots;
using Microsoft.Extensions.Options;
using Orleans.Concurrency;
using Orleans.Storage;

namespace LogPlatform.Cluster.Routing;

/// <summary>The authority on the pointer. Reentrant: while it waits for one gateway it hears the others; only switches come one after the other.</summary>
[Reentrant]
[KeepAlive]
internal sealed partial class GatewayGrain(
    [PersistentState("pointer", GatewayGrain.Storage)] IPersistentState<PointerRecord> stored,
    IColorClusters colors,
    IOptions<ControlClusterOptions> options,
    TimeProvider time,
    ILogger<GatewayGrain> logger) : Grain, IGatewayGrain, IDisposable
{
    /// <summary>Name of the storage of the pointer.</summary>
    public const string Storage = "pointer";

    private readonly ILogger _logger = logger;
    private readonly Dictionary<string, GatewayEntry> _gateways = [];
    private readonly SemaphoreSlim _switching = new(1);
    private PointerState? _pointer;
    private long _strangersUntil;

    private TimeSpan Lease => options.Value.PointerLease;

    /// <inheritdoc/>
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _pointer = stored.State.Pointer;

        // An activation before this one may have given leases of which this one knows nothing.
        _strangersUntil = After(Lease);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<PointerState?> PointerAsync() => Task.FromResult(_pointer);

    /// <inheritdoc/>
    public async Task<PointerState> BeginAsync(PointerState first)
    {
        await _switching.WaitAsync();
        try
        {
            if (_pointer is null)
            {
                await StoreAsync(first);
                _pointer = first;
                LogPointerBegun((Color)first.Color, first.Release);
            }

            return _pointer;
        }
        finally
        {
            _switching.Release();
        }
    }

    /// <inheritdoc/>
    public Task<PointerConfirmation> ConfirmAsync(GatewayReport report, IGatewayObserver gateway)
    {
        // Counted from now, which is later than the moment from which the gateway counts.
        _gateways[report.Name] = new GatewayEntry(gateway, report, After(Lease));
        var others = new Dictionary<long, long>();
        foreach (var entry in Living().Where(entry => entry.Report.Name != report.Name))
        {
            foreach (var (generation, records) in entry.Report.InFlight)
            {
                others[generation] = others.GetValueOrDefault(generation) + records;
            }
        }

        return Task.FromResult(new PointerConfirmation(_pointer, Lease, others));
    }

    /// <inheritdoc/>
    public Task LeaveAsync(string gateway)
    {
        _gateways.Remove(gateway);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task<PointerMove> SwitchAsync(PointerState expected, PointerState next)
    {
        await _switching.WaitAsync();
        try
        {
            var started = time.GetTimestamp();
            if (next.IsSame(_pointer))
            {
                return new PointerMove(_pointer, TimeSpan.Zero, TimeSpan.Zero, null, []);
            }

            if (!expected.IsSame(_pointer) || next.Generation <= expected.Generation)
            {
                return new PointerMove(_pointer, TimeSpan.Zero, TimeSpan.Zero, $"the pointer is at {(Color)(_pointer?.Color ?? 0)}, generation {_pointer?.Generation ?? 0}", []);
            }

            if (await TryStoreAsync(next) is { } refusal)
            {
                return new PointerMove(_pointer, TimeSpan.Zero, TimeSpan.Zero, refusal, []);
            }

            // Before anybody is told: whoever asks from now on hears of the next one only.
            _pointer = next;
            var published = time.GetTimestamp();
            var silent = await PublishAsync(next);
            var move = new PointerMove(next, time.GetElapsedTime(started, published), time.GetElapsedTime(published), null, silent);
            LogPointerMoved((Color)next.Color, next.Release, next.Generation, move.Stored.TotalMilliseconds, move.Converged.TotalMilliseconds, silent.Length);
            return move;
        }
        finally
        {
            _switching.Release();
        }
    }

    /// <inheritdoc/>
    public async Task<bool> DrainedAsync(long generation, TimeSpan limit)
    {
        if (_pointer is null || generation >= _pointer.Generation)
        {
            return false;
        }

        // A gateway whose lease has run out holds nothing that could still be committed once the generation is sealed.
        var drained = await Task.WhenAll(Living().Select(async entry =>
        {
            try
            {
                return await entry.Observer.DrainedAsync(generation, limit).WaitAsync(limit + Lease, time);
            }
#pragma warning disable CA1031 // It does not answer: it is asked again, or its lease runs out.
            catch (Exception)
#pragma warning restore CA1031
            {
                return false;
            }
        }).ToList());
        return Array.TrueForAll(drained, static one => one) && time.GetTimestamp() >= _strangersUntil;
    }

    /// <inheritdoc/>
    public Task EndLeasesAsync(long generation) => Task.WhenAll(Living().Select(async entry =>
    {
        try
        {
            await entry.Observer.EndLeasesAsync(generation).WaitAsync(Lease, time);
        }
#pragma warning disable CA1031 // Its answers come too late anyway: the generation is sealed.
        catch (Exception)
#pragma warning restore CA1031
        {
        }
    }).ToList());

    /// <inheritdoc/>
    public Task<UnitAnswer> RouteAsync(UnitRequest request) => _pointer is { } pointer
        ? colors.Of((Color)pointer.Color).GetGrain<IProcessorGrain>(0).ProcessAsync(request)
        : Task.FromResult(new UnitAnswer { Number = request.Number, Status = UnitStatus.UnknownConfiguration });

    public void Dispose() => _switching.Dispose();

    private IEnumerable<GatewayEntry> Living()
    {
        var now = time.GetTimestamp();
        return [.. _gateways.Values.Where(entry => entry.Until > now)];
    }

    private async Task<string[]> PublishAsync(PointerState next)
    {
        var silent = await Task.WhenAll(Living().Select(entry => TellAsync(entry, next)).ToList());
        await UntilAsync(_strangersUntil);
        return [.. silent.OfType<string>()];
    }

    // Null when the gateway has moved; its name when it has not, and then its lease has run out.
    private async Task<string?> TellAsync(GatewayEntry entry, PointerState next)
    {
        try
        {
            await entry.Observer.MoveAsync(next).WaitAsync(Left(entry.Until), time);
            return null;
        }
#pragma warning disable CA1031 // It cannot be reached, for whatever reason; it can do nothing without a lease.
        catch (Exception)
#pragma warning restore CA1031
        {
            // It may have asked meanwhile, and has heard of the next one then.
            if (_gateways.GetValueOrDefault(entry.Report.Name) is { } known && known.Until > entry.Until)
            {
                return null;
            }

            await UntilAsync(entry.Until);
            return entry.Report.Name;
        }
    }

    private async Task<string?> TryStoreAsync(PointerState next)
    {
        try
        {
            await StoreAsync(next);
            return null;
        }
        catch (InconsistentStateException)
        {
            DeactivateOnIdle();
            return "somebody else has moved the pointer";
        }
#pragma warning disable CA1031 // The storage cannot be reached: did it take the pointer or not? It is asked, and what it did not take it is kept from taking late.
        catch (Exception error)
#pragma warning restore CA1031
        {
            LogPointerStoreError(error);
            return await SettleAsync(next) ? null : $"the pointer could not be stored: {error.Message}";
        }
    }

    // A write that was not answered may still be on its way. Once the state has been written anew, it carries an ETag of the past.
    private async Task<bool> SettleAsync(PointerState next)
    {
        while (true)
        {
            try
            {
                await stored.ReadStateAsync();
                if (next.IsSame(stored.State.Pointer))
                {
                    return true;
                }

                await stored.WriteStateAsync();
                return false;
            }
            catch (InconsistentStateException)
            {
                // It came just now: look again.
            }
#pragma warning disable CA1031 // Until the storage can say what it holds, nobody can.
            catch (Exception error)
#pragma warning restore CA1031
            {
                LogPointerStoreError(error);
                await Task.Delay(options.Value.ConfirmEvery, time);
            }
        }
    }

    private async Task StoreAsync(PointerState pointer)
    {
        var before = stored.State.Pointer;
        try
        {
            stored.State.Pointer = pointer;
            await stored.WriteStateAsync();
        }
        catch
        {
            stored.State.Pointer = before;
            throw;
        }
    }

    private long After(TimeSpan span) => time.GetTimestamp() + (long)(span.TotalSeconds * time.TimestampFrequency);

    private TimeSpan Left(long until) => time.GetElapsedTime(time.GetTimestamp(), until) is var left && left > TimeSpan.Zero ? left : TimeSpan.FromMilliseconds(1);

    private async Task UntilAsync(long until)
    {
        if (until > time.GetTimestamp())
        {
            await Task.Delay(Left(until), time);
        }
    }

    [LoggerMessage(EventId = 3111, EventName = "PointerBegun", Level = LogLevel.Information, Message = "The first pointer: {Color} serves release {Release}")]
    private partial void LogPointerBegun(Color color, string release);

    [LoggerMessage(
        EventId = 3112,
        EventName = "PointerMoved",
        Level = LogLevel.Information,
        Message = "{Color} serves release {Release} since generation {Generation}; stored in {Stored} ms, at the last gateway after {Converged} ms, {Silent} gateways were silent")]
    private partial void LogPointerMoved(Color color, string release, long generation, double stored, double converged, int silent);

    [LoggerMessage(EventId = 3113, EventName = "PointerStoreError", Level = LogLevel.Error, Message = "The pointer could not be stored, or read back; it is tried again")]
    private partial void LogPointerStoreError(Exception error);
}
