using LogPlatform.Cluster.Colors;
using LogPlatform.Contracts.Processing;
using LogPlatform.Contracts.Slots;
using LogPlatform.Core.Batches;
using LogPlatform.Core.Ports;

namespace LogPlatform.Cluster.Slots;

/// <summary>Sends units to the processors of a color, spread over its silos.</summary>
internal sealed class UnitSender(IColorClusters clusters, TimeSpan limit, TimeProvider time)
{
    // A stateless worker lives on the silo that its call comes in by, and calls come in by their key: enough keys reach every silo alike.
    private const int Keys = 64;

    private int _next;

    /// <summary>Sends a unit and returns its result.</summary>
    /// <exception cref="ProcessorFailedException">No silo has answered it.</exception>
    public async Task<WorkResult> SendAsync(ColorWatch watch, UnitRequest request, CancellationToken cancellationToken)
    {
        var before = watch.Report;
        UnitAnswer answer;
        try
        {
            var processor = clusters.Of(watch.Color).GetGrain<IProcessorGrain>((uint)Interlocked.Increment(ref _next) % Keys);
            answer = await processor.ProcessAsync(request).WaitAsync(limit, time, cancellationToken);
        }
        catch (TimeoutException error)
        {
            throw new ProcessorFailedException($"no answer within {limit.TotalSeconds:0} s", error);
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
