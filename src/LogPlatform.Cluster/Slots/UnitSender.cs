using LogPlatform.Cluster.Colors;
using LogPlatform.Contracts.Processing;
using LogPlatform.Contracts.Slots;
using LogPlatform.Core.Batches;
using LogPlatform.Core.Ports;

namespace LogPlatform.Cluster.Slots;

/// <summary>Sends units to the processors of a color, spread over its silos.</summary>
internal sealed class UnitSender(IColorClusters clusters, TimeSpan limit, TimeProvider time)
{
    // An answer that a silo has sent before it was lost is here by then.
    private static readonly TimeSpan LateAnswer = TimeSpan.FromSeconds(2);

    /// <summary>Sends a unit and returns its result.</summary>
    /// <exception cref="ProcessorFailedException">No silo has answered it.</exception>
    public async Task<WorkResult> SendAsync(ColorWatch watch, UnitRequest request, CancellationToken cancellationToken)
    {
        var before = watch.Report;
        UnitAnswer answer;
        try
        {
            var processing = clusters.Of(watch.Color).GetGrain<IProcessorGrain>(0).ProcessAsync(request);
            using var answered = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            await Task.WhenAny(processing, UntilOneIsGoneAsync(watch, before, answered.Token)).WaitAsync(limit, time, cancellationToken);
            await answered.CancelAsync();
            answer = await processing.WaitAsync(LateAnswer, time, cancellationToken);
        }
        catch (TimeoutException error)
        {
            throw new ProcessorFailedException(IsOneGone(before, watch.Report) ? $"a silo of {watch.Color} was lost" : $"no answer within {limit.TotalSeconds:0} s", error);
        }
#pragma warning disable CA1031 // A silo can be lost in many ways, each with an exception of its own; the unit is sent again in all of them.
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            // Was it the unit that took its silo down? Only if a silo is gone; and nothing more is sent before it is known which ones are left.
            await watch.AskAsync(cancellationToken);
            throw new ProcessorFailedException($"a silo of {watch.Color} was lost: {error.Message}", error) { WasProcessing = IsOneGone(before, watch.Report) };
        }

        return answer.Status switch
        {
            UnitStatus.Processed => Read(answer),
            UnitStatus.UnknownConfiguration => throw await UnknownAsync(watch, answer, cancellationToken),
            _ => throw new ProcessorFailedException($"{answer.Node}: {answer.Detail}"),
        };
    }

    // A call that is out on a silo when that dies is not broken by anybody: it would wait for its whole limit.
    private static async Task UntilOneIsGoneAsync(ColorWatch watch, SlotReport? before, CancellationToken cancellationToken)
    {
        while (!IsOneGone(before, watch.Report))
        {
            await watch.Next.WaitAsync(cancellationToken);
        }
    }

    private static WorkResult Read(UnitAnswer answer)
    {
        try
        {
            return UnitMessages.Result(answer);
        }
        catch (InvalidDataException error)
        {
            throw new ProcessorFailedException($"{answer.Node}: {error.Message}", error);
        }
    }

    private static async Task<ProcessorFailedException> UnknownAsync(ColorWatch watch, UnitAnswer answer, CancellationToken cancellationToken)
    {
        await watch.AskAsync(cancellationToken);
        return new ProcessorFailedException($"{answer.Node} has not loaded the configuration") { WasProcessing = false };
    }

    private static bool IsOneGone(SlotReport? before, SlotReport? after) =>
        before is not null && after is not null && before.Silos.Select(silo => silo.ProcessId).Except(after.Silos.Select(silo => silo.ProcessId)).Any();
}
