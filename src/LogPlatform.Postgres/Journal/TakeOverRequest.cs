namespace LogPlatform.Postgres.Journal;

/// <summary>Asks the writer to take over gateways that are silent.</summary>
/// <param name="Limit">Silence after which one is taken for dead.</param>
internal sealed record TakeOverRequest(TimeSpan Limit)
{
    /// <summary>Completes with the number of gateways taken over.</summary>
    public TaskCompletionSource<int> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
