using LogPlatform.Contracts.Validation;

namespace LogPlatform.Cluster.Validation;

/// <summary>Holds one check of one stage, and nothing else.</summary>
internal sealed class ValidationGrain : Grain, IValidationGrain
{
    private readonly HeldCheck _check;

    public ValidationGrain() => _check = new HeldCheck(CheckKey.Parse(this.GetPrimaryKeyString()));

    /// <inheritdoc/>
    public Task<bool> StartAsync(CheckOrder order) => Task.FromResult(_check.Start(order));

    /// <inheritdoc/>
    public Task<EvidenceReceipt> ObserveAsync(CheckEvidence evidence) => Task.FromResult(_check.Observe(evidence));

    /// <inheritdoc/>
    public Task<CheckAnswer> ReportAsync() => Task.FromResult(_check.Answer());

    /// <inheritdoc/>
    public Task StopAsync(long attempt)
    {
        if (_check.Stop(attempt))
        {
            DeactivateOnIdle();
        }

        return Task.CompletedTask;
    }
}
