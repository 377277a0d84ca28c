namespace LogPlatform.Contracts.Processing;

/// <summary>
/// Processes units of work on the silos of one color: a stateless worker, key 0, on every silo, so a unit is processed where it arrives. A pure function of the batches and the
/// configuration: it reads and writes nothing.
/// </summary>
[Alias("LogPlatform.IProcessorGrain")]
public interface IProcessorGrain : IGrainWithIntegerKey
{
    /// <summary>Processes a unit. Whatever goes wrong on the silo is in the answer.</summary>
    [InTurn]
    [Alias("Process")]
    Task<UnitAnswer> ProcessAsync(UnitRequest request);
}
