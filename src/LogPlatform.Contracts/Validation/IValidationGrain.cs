namespace LogPlatform.Contracts.Validation;

/// <summary>
/// One check of one stage, key <c>DEPLOYMENT/STAGE/CHECK</c>, in the control cluster. It holds the evidence in memory only: when its silo dies it is activated elsewhere without
/// its order and says so, and the check is started over.
/// </summary>
[Alias("LogPlatform.IValidationGrain")]
public interface IValidationGrain : IGrainWithStringKey
{
    /// <summary>Begins with no evidence. An order that is older than the one in force is refused.</summary>
    [Alias("Start")]
    Task<bool> StartAsync(CheckOrder order);

    /// <summary>Takes evidence in. Of each source a batch that is no newer than the last one is ignored, as is evidence for another attempt or run than those in force.</summary>
    [Alias("Observe")]
    Task<EvidenceReceipt> ObserveAsync(CheckEvidence evidence);

    /// <summary>What the check says now.</summary>
    [Alias("Report")]
    Task<CheckAnswer> ReportAsync();

    /// <summary>Forgets the evidence, if this attempt is in force.</summary>
    [Alias("Stop")]
    Task StopAsync(long attempt);
}
