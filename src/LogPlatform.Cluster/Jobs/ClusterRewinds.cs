using LogPlatform.Core.Rewinds;
using LogPlatform.Core.Slots;
using LogPlatform.Gateway.Rehearsals;
using LogPlatform.Gateway.Rewinds;

namespace LogPlatform.Cluster.Jobs;

/// <summary>Rewinds as each gateway reaches them.</summary>
internal sealed class ClusterRewinds(JobCalls calls) : IRewinds
{
    /// <inheritdoc/>
    public Task<IReadOnlyList<Rewind>> ListAsync(CancellationToken cancellationToken) => calls.ListAsync<Rewind>(jobs => jobs.RewindsAsync(), cancellationToken);

    /// <inheritdoc/>
    public Task<JobStart<Rewind>> StartAsync(Generation generation, string actor, string reason, CancellationToken cancellationToken) =>
        calls.StartAsync<Rewind>(jobs => jobs.StartRewindAsync(generation.Value, actor, reason), cancellationToken);

    /// <inheritdoc/>
    public Task<bool> CancelAsync(RewindId id, CancellationToken cancellationToken) => calls.AskAsync(jobs => jobs.CancelRewindAsync(id.Value), cancellationToken);
}
