using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Rollouts.Effects;
using LogPlatform.Core.Rollouts.Events;
using LogPlatform.Core.Slots;
using Microsoft.Extensions.Logging;

namespace LogPlatform.Gateway.Deployments;

/// <summary>
/// Runs effects beside the controller's loop, in an order that cannot hurt: what concerns one slot comes one after the other, a slot is filled or stopped only when the
/// mirror has let go of it, and stopped only when its generation is sealed. Started by the loop only.
/// </summary>
internal sealed partial class EffectLanes : IDisposable
{
    private readonly EffectRunner _runner;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stop = new();
    private readonly Dictionary<Color, EffectLane> _slots;
    private readonly Dictionary<Generation, EffectLane> _drains = [];
    private readonly EffectLane _checks;
    private readonly EffectLane _accounts;

    public EffectLanes(EffectRunner runner, ILogger<EffectLanes> logger)
    {
        (_runner, _logger) = (runner, logger);
        _slots = new() { [Color.Blue] = new EffectLane(_stop.Token), [Color.Green] = new EffectLane(_stop.Token) };
        (_checks, _accounts) = (new EffectLane(_stop.Token), new EffectLane(_stop.Token));
    }

    /// <summary>Starts an effect; what it leads to is given to <paramref name="post"/>.</summary>
    public void Start(RolloutState state, RolloutEffect effect, Action<DeploymentId, RolloutEvent> post)
    {
        Task Work(CancellationToken cancellation) => RunAsync(state, effect, post, cancellation);
        switch (effect)
        {
            case ProvisionSlot { Color: var color }:
                _slots[color].Void();
                _slots[color].Add(Work, _checks.Done);
                break;

            case StopSlot { Color: var color }:
                // A slot that is still being filled is given up; that it is stopped is not void whatever comes after.
                _slots[color].Void();
                _slots[color].Add(Work, _checks.Done, _accounts.Done);
                break;

            case AwaitDrain { Generation: var generation }:
                Drain(generation).Add(Work);
                break;

            case SealGeneration { Generation: var generation }:
                foreach (var drain in _drains.Where(drain => drain.Key <= generation))
                {
                    drain.Value.Void();
                }

                _accounts.Add(Work);
                break;

            case CloseLedger:
                _accounts.Add(Work);
                break;

            default:
                _checks.Add(Work);
                break;
        }
    }

    /// <summary>Makes everything void and waits until it has ended.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll([_checks.Done, _accounts.Done, .. _slots.Values.Concat(_drains.Values).Select(lane => lane.Done)]);
    }

    public void Dispose()
    {
        foreach (var lane in _slots.Values.Concat(_drains.Values).Append(_checks).Append(_accounts))
        {
            lane.Dispose();
        }

        _stop.Dispose();
    }

    private EffectLane Drain(Generation generation)
    {
        foreach (var (ended, lane) in _drains.Where(drain => drain.Key != generation && drain.Value.Done.IsCompleted).ToList())
        {
            _drains.Remove(ended);
            lane.Dispose();
        }

        if (!_drains.TryGetValue(generation, out var found))
        {
            _drains[generation] = found = new EffectLane(_stop.Token);
        }

        return found;
    }

    private async Task RunAsync(RolloutState state, RolloutEffect effect, Action<DeploymentId, RolloutEvent> post, CancellationToken cancellation)
    {
        var mustBeDone = effect is StopSlot && !_stop.IsCancellationRequested;
        if (cancellation.IsCancellationRequested && !mustBeDone)
        {
            return;
        }

        try
        {
            if (await _runner.RunAsync(state, effect, report => post(state.Id, new CheckReported(report)), cancellation) is { } happening)
            {
                post(state.Id, happening);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Something later has made it void.
        }
#pragma warning disable CA1031 // An effect that fails in a way nobody thought of must not take the controller along: the deployment's deadlines notice that nothing came of it.
        catch (Exception error)
#pragma warning restore CA1031
        {
            LogEffectAbandoned(error, effect.GetType().Name, state.Id.Value);
        }
    }

    [LoggerMessage(EventId = 2408, EventName = "EffectAbandonedError", Level = LogLevel.Error, Message = "{Effect} of deployment {Deployment} was given up")]
    private partial void LogEffectAbandoned(Exception error, string effect, long deployment);
}
