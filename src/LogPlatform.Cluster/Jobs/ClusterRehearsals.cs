using System.Text.Json;
using LogPlatform.Core.Rehearsals;
using LogPlatform.Gateway.Rehearsals;

namespace LogPlatform.Cluster.Jobs;

/// <summary>Rehearsals as each gateway reaches them.</summary>
internal sealed class ClusterRehearsals(JobCalls calls) : IRehearsals
{
    /// <inheritdoc/>
    public Task<IReadOnlyList<Rehearsal>> ListAsync(CancellationToken cancellationToken) => calls.ListAsync<Rehearsal>(jobs => jobs.RehearsalsAsync(), cancellationToken);

    /// <inheritdoc/>
    public Task<JobStart<Rehearsal>> StartAsync(RehearsalRequest request, string actor, CancellationToken cancellationToken) =>
        calls.StartAsync<Rehearsal>(jobs => jobs.StartRehearsalAsync(JsonSerializer.SerializeToUtf8Bytes(request, JsonSerializerOptions.Web), actor), cancellationToken);

    /// <inheritdoc/>
    public Task<bool> CancelAsync(long id, CancellationToken cancellationToken) => calls.AskAsync(jobs => jobs.CancelRehearsalAsync(id), cancellationToken);
}
