using System.Diagnostics;
using LogPlatform.Core.Ports;
using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Rollouts.Effects;
using LogPlatform.Core.Rollouts.Events;
using LogPlatform.Core.Validation;
using LogPlatform.Gateway.Validation;
using Microsoft.Extensions.Logging;

namespace LogPlatform.Gateway.Deployments;

/// <summary>Performs one effect and says what it led to. Every effect may be performed again without harm, so a crash in between costs nothing.</summary>
internal sealed partial class EffectRunner(
    ISlotProvisioner slots,
    ITrafficRouter router,
    IRecordStore store,
    IValidation validation,
    DeploymentLedgerReader ledgers,
    TimeProvider time,
    ILogger<EffectRunner> logger)
{
    private readonly ILogger _logger = logger;

    /// <summary>Moves the pointer. Nothing else is done by the controller meanwhile.</summary>
    /// <param name="move">The switch.</param>
    /// <param name="since">Timestamp of the command or verdict that led to it: from there on the time is counted.</param>
    public async Task<RolloutEvent> SwitchAsync(MovePointer move, long since)
    {
        if (router.Current == move.Next)
        {
            return new PointerMoved(move.Next, new SwitchTiming(TimeSpan.Zero, TimeSpan.Zero, null));
        }

        var own = time.GetElapsedTime(since);
        try
        {
            var result = await router.SwitchAsync(move.Expected, move.Next, CancellationToken.None);
            return result.Timing is { } timing
                ? new PointerMoved(move.Next, timing with { Command = own + timing.Command })
                : new SwitchRefused(result.Refusal ?? "the router gave no reason");
        }
#pragma warning disable CA1031 // Whatever went wrong, the pointer tells what holds; a switch that nobody answers for would hold the deployment up for ever.
        catch (Exception error)
#pragma warning restore CA1031
        {
            LogEffectError(error, nameof(MovePointer));
            return router.Current == move.Next
                ? new PointerMoved(move.Next, new SwitchTiming(time.GetElapsedTime(since), TimeSpan.Zero, null))
                : new SwitchRefused(error.Message);
        }
    }

    /// <summary>Performs any other effect.</summary>
    /// <param name="state">The state that asked for it.</param>
    /// <param name="effect">The effect.</param>
    /// <param name="onVerdict">Called for each verdict of the checks that it starts.</param>
    /// <param name="cancellationToken">Ends it without an event: something later has made it void, or the host stops.</param>
    /// <returns>What it led to; null when that is of no interest.</returns>
    public async Task<RolloutEvent?> RunAsync(RolloutState state, RolloutEffect effect, Action<CheckReport> onVerdict, CancellationToken cancellationToken)
    {
        switch (effect)
        {
            case ProvisionSlot provision:
                return await ProvisionAsync(provision, cancellationToken);

            case AwaitDrain drain:
                return new Drained(drain.Generation, await router.DrainedAsync(drain.Generation, cancellationToken));

            case SealGeneration seal:
                await SealAsync(seal, cancellationToken);
                return null;

            case StartChecks start:
                validation.Start(state, start.Stage, onVerdict);
                return null;

            case StopChecks:
                await validation.StopAsync();
                return null;

            case StopSlot stop:
                await StopAsync(stop);
                return null;

            case CloseLedger close:
                return new LedgerClosed(ledgers.Read(state, close.First));

            default:
                throw new UnreachableException($"No effect like {effect.GetType().Name} is run here.");
        }
    }

    private async Task<RolloutEvent> ProvisionAsync(ProvisionSlot provision, CancellationToken cancellationToken)
    {
        try
        {
            await slots.ProvisionAsync(provision.Color, provision.Release, cancellationToken);
            return new SlotReady(provision.Color);
        }
        catch (SlotProvisionException failure)
        {
            return new SlotFailed(provision.Color, failure.Message);
        }
#pragma warning disable CA1031 // A slot that cannot be filled for a reason nobody thought of is still a slot that cannot be filled.
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            LogEffectError(error, nameof(ProvisionSlot));
            return new SlotFailed(provision.Color, error.Message);
        }
    }

    private async Task SealAsync(SealGeneration seal, CancellationToken cancellationToken)
    {
        for (var pause = StoragePauses.Begin(); ;)
        {
            try
            {
                await store.SealAsync(seal.Generation, cancellationToken);

                // Nobody would take the answers that still come, and whoever forced the drain wants the records, not those.
                await router.EndLeasesAsync(seal.Generation, cancellationToken);
                return;
            }
            catch (IOException failure)
            {
                LogEffectError(failure, nameof(SealGeneration));
                await Task.Delay(pause.Next(), time, cancellationToken);
            }
        }
    }

    private async Task StopAsync(StopSlot stop)
    {
        // The provisioner refuses this too. Both look, because nothing that could go wrong in a deployment is worse.
        if (router.Current.Color == stop.Color)
        {
            LogStopRefused(stop.Color);
            return;
        }

        await slots.StopAsync(stop.Color);
    }
}
