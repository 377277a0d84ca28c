using System.Collections.Concurrent;
using LogPlatform.Cluster.Hosting;
using LogPlatform.Cluster.Slots;
using LogPlatform.Contracts.Routing;
using LogPlatform.Core.Ports;
using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Slots;
using LogPlatform.Gateway.Dispatch;
using Microsoft.Extensions.Options;

namespace LogPlatform.Cluster.Routing;

/// <summary>
/// The router of this gateway: a copy of the pointer that is good for as long as the authority's lease, with the same latches as in one process; and the way to the authority.
/// </summary>
internal sealed partial class ClusterRouter(
    IGrainFactory grains,
    ClusterSlots slots,
    LeasedRecords leased,
    IOptions<ControlClusterOptions> options,
    GatewayName name,
    TimeProvider time,
    ILogger<ClusterRouter> logger) : ITrafficRouter, ILeaseSource, IGatewayObserver
{
    private const int KeptEpochs = 64;
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan DrainLook = TimeSpan.FromSeconds(5);

    private readonly ILogger _logger = logger;
    private readonly Lock _moving = new();
    private readonly ConcurrentDictionary<long, (SlotEpoch<IProcessor> Epoch, long EndedAt)> _ended = new();
    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile ActiveSlot<IProcessor>? _active;
    private volatile PointerState? _pointer;
    private volatile Dictionary<long, long> _others = [];
    private long _validUntil;
    private long _drainedUpTo;
    private TaskCompletionSource _confirmed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the first pointer is known.</summary>
    public Task Begun => _begun.Task;

    /// <inheritdoc/>
    public ActiveSlot<IProcessor> Active => _active ?? throw new InvalidOperationException("the pointer is not known yet");

    /// <inheritdoc/>
    public SlotPointer Current => Active.Current.Pointer;

    /// <inheritdoc/>
    public DateTimeOffset Since => _pointer?.Since ?? throw new InvalidOperationException("the pointer is not known yet");

    /// <summary>Whether the pointer may be used now.</summary>
    public bool IsConfirmed => time.GetTimestamp() < Interlocked.Read(ref _validUntil);

    private IGatewayGrain Authority => grains.GetGrain<IGatewayGrain>(0);

    /// <inheritdoc/>
    public async ValueTask WhenConfirmedAsync(CancellationToken cancellationToken)
    {
        while (!IsConfirmed)
        {
            var next = Volatile.Read(ref _confirmed).Task;
            if (!IsConfirmed)
            {
                await next.WaitAsync(cancellationToken);
            }
        }
    }

    /// <summary>Leases that this gateway has granted on a color and that have not come back.</summary>
    public long LeasesOf(Color color)
    {
        var epoch = Active.Current;
        return _ended.Values.Where(ended => ended.Epoch.Pointer.Color == color).Sum(ended => ended.Epoch.Latch.Count) + (epoch.Pointer.Color == color ? epoch.Latch.Count : 0);
    }

    /// <summary>Asks the authority again and again until <paramref name="stop"/>, and then tells it that this gateway is gone.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        var self = grains.CreateObjectReference<IGatewayObserver>(this);
        try
        {
            while (true)
            {
                await ConfirmAsync(self, stop);
                await Task.Delay(options.Value.ConfirmEvery, time, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            Interlocked.Exchange(ref _validUntil, 0);
            await Authority.LeaveAsync(name.Value).WaitAsync(AnswerLimit, time, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <inheritdoc/>
    public Task MoveAsync(PointerState next)
    {
        Move(next);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task<bool> DrainedAsync(long generation, TimeSpan limit)
    {
        var ended = _ended.Where(entry => entry.Key <= generation).Select(entry => entry.Value.Epoch.Latch.Drained).ToList();
        if (_pointer is { } pointer && pointer.Generation <= generation)
        {
            return false;
        }

        await Task.WhenAll(ended).WaitAsync(limit, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return ended.TrueForAll(static drained => drained.IsCompletedSuccessfully);
    }

    /// <inheritdoc/>
    public Task EndLeasesAsync(long generation)
    {
        leased.End(new Generation(generation));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task<SwitchResult> SwitchAsync(SlotPointer expected, SlotPointer next, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        await slots.At(next.Color).AskAsync(cancellationToken);
        if (!slots.Of(next.Color, next.Release).IsReady)
        {
            return new SwitchResult(null, $"not every silo of {next.Color} is ready with {next.Release}");
        }

        var asked = time.GetElapsedTime(started);
        var move = await UntilAnsweredAsync(authority => authority.SwitchAsync(expected.ToState(Since), next.ToState(time.GetUtcNow())), cancellationToken);
        if (move.Refusal is not null)
        {
            return new SwitchResult(null, move.Refusal);
        }

        // The authority has told this gateway as well; if it could not, this does.
        Move(move.Pointer!);
        return new SwitchResult(new SwitchTiming(asked + move.Stored, move.Converged, null), null);
    }

    /// <inheritdoc/>
    public async Task<TimeSpan> DrainedAsync(Generation generation, CancellationToken cancellationToken)
    {
        var endedAt = _ended.TryGetValue(generation.Value, out var ended) ? ended.EndedAt : time.GetTimestamp();
        while (!await UntilAnsweredAsync(authority => authority.DrainedAsync(generation.Value, DrainLook), cancellationToken))
        {
            await Task.Delay(options.Value.ConfirmEvery / 10, time, cancellationToken);
        }

        lock (_moving)
        {
            _drainedUpTo = Math.Max(_drainedUpTo, generation.Value);
        }

        return time.GetElapsedTime(endedAt);
    }

    /// <inheritdoc/>
    public async Task EndLeasesAsync(Generation generation, CancellationToken cancellationToken)
    {
        await UntilAnsweredAsync(
            async authority =>
            {
                await authority.EndLeasesAsync(generation.Value);
                return true;
            },
            cancellationToken);
        await DrainedAsync(generation.Value, DrainLook);
    }

    /// <inheritdoc/>
    public IReadOnlyDictionary<Generation, long> RecordsInFlight()
    {
        var all = new Dictionary<Generation, long>(leased.Snapshot());
        var drained = Interlocked.Read(ref _drainedUpTo);
        foreach (var (generation, records) in _others.Where(report => report.Key > drained))
        {
            // What gateways reported before they said that they had drained is out of date.
            all[new Generation(generation)] = all.GetValueOrDefault(new Generation(generation)) + records;
        }

        return all;
    }

    private async Task ConfirmAsync(IGatewayObserver self, CancellationToken stop)
    {
        var asked = time.GetTimestamp();
        try
        {
            var inFlight = leased.Snapshot().ToDictionary(pair => pair.Key.Value, pair => pair.Value);
            var confirmation = await Authority.ConfirmAsync(new GatewayReport(name.Value, _pointer?.Generation ?? 0, inFlight), self).WaitAsync(AnswerLimit, time, stop);
            if (confirmation.Pointer is { } pointer)
            {
                Move(pointer);
                _others = confirmation.InFlight;
                Interlocked.Exchange(ref _validUntil, asked + (long)(confirmation.Lease.TotalSeconds * time.TimestampFrequency));
                Interlocked.Exchange(ref _confirmed, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
            }
        }
#pragma warning disable CA1031 // Not heard is not confirmed, whatever the reason: the lease runs out, and dispatching stops until it is renewed.
        catch (Exception error) when (!stop.IsCancellationRequested)
#pragma warning restore CA1031
        {
            LogPointerUnconfirmed(error.Message, IsConfirmed);
        }
    }

    private void Move(PointerState next)
    {
        lock (_moving)
        {
            if (_pointer is { } held && held.Generation >= next.Generation)
            {
                return;
            }

            var pointer = next.ToPointer();
            var following = new SlotEpoch<IProcessor>(pointer, slots.Of(pointer.Color, pointer.Release));
            slots.SetServing(pointer);
            if (_active is not { } active)
            {
                _active = new ActiveSlot<IProcessor>(following);
            }
            else
            {
                var ending = active.Current;
                if (!active.TrySwitch(ending, following))
                {
                    throw new InvalidOperationException("somebody else moves the pointer of this gateway");
                }

                _ended[ending.Pointer.Generation.Value] = (ending, time.GetTimestamp());
                Forget();
            }

            _pointer = next;
            _begun.TrySetResult();
        }
    }

    private void Forget()
    {
        foreach (var old in _ended.Where(ended => ended.Value.Epoch.Latch.Drained.IsCompleted).OrderByDescending(ended => ended.Key).Skip(KeptEpochs).ToList())
        {
            _ended.TryRemove(old.Key, out _);
        }
    }

    // The authority may be moving to another process: whether it has done what it was asked for, only it can say.
    private async Task<T> UntilAnsweredAsync<T>(Func<IGatewayGrain, Task<T>> ask, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return await ask(Authority).WaitAsync(cancellationToken);
            }
#pragma warning disable CA1031 // It is asked again: every question to it may be asked twice.
            catch (Exception error) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                LogAuthorityLost(error.Message);
                await Task.Delay(options.Value.ConfirmEvery, time, cancellationToken);
            }
        }
    }

    [LoggerMessage(EventId = 3121, EventName = "PointerUnconfirmedError", Level = LogLevel.Warning, Message = "The pointer could not be confirmed ({Error}); it may still be used: {StillGood}")]
    private partial void LogPointerUnconfirmed(string error, bool stillGood);

    [LoggerMessage(EventId = 3122, EventName = "AuthorityLostError", Level = LogLevel.Warning, Message = "The authority on the pointer does not answer ({Error}); it is asked again")]
    private partial void LogAuthorityLost(string error);
}
