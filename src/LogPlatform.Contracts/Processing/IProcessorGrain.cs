namespace LogPlatform.Contracts.Processing;

/// <summary>
/// Processes units of work on the silos of one color: a stateless worker, so that there are as many activations as the silos have processors. A pure function of the batches
/// and the configuration: it reads and writes nothing.
/// </summary>
[Alias("LogPlatform.IProcessorGrain")]
public interface IProcessorGrain : IGrainWithIntegerKey
{
    /// <summary>Processes a unit.</summary>
    [Alias("Process")]
    Task<UnitAnswer> ProcessAsync(UnitRequest request);
}
