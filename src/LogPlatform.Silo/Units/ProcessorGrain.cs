using LogPlatform.Contracts.Processing;
using Orleans.Concurrency;

namespace LogPlatform.Silo.Units;

/// <summary>
/// The way from the network to the lanes. One activation for each silo takes every request at once, because it only waits; how many units are processed side by side is up to the
/// lanes. As a stateless worker it is always on the silo that was asked, and clients ask the silos in turn.
/// </summary>
[GrainType("processor")]
[StatelessWorker(1)]
[Reentrant]
internal sealed class ProcessorGrain(UnitLanes lanes) : Grain, IProcessorGrain
{
    public Task<UnitAnswer> ProcessAsync(UnitRequest request) => lanes.ProcessAsync(request);
}
