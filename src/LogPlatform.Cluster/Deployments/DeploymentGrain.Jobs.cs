using System.Text.Json;
using LogPlatform.Contracts.Jobs;
using LogPlatform.Core.Rehearsals;
using LogPlatform.Core.Rewinds;
using LogPlatform.Core.Slots;
using LogPlatform.Gateway.Rehearsals;

namespace LogPlatform.Cluster.Deployments;

internal sealed partial class DeploymentGrain : IJobGrain
{
    /// <inheritdoc/>
    public async Task<byte[]> RewindsAsync() => Json(await _jobs!.Rewinds.ListAsync(CancellationToken.None));

    /// <inheritdoc/>
    public async Task<JobAnswer> StartRewindAsync(long generation, string actor, string reason) =>
        Answer(await _jobs!.Rewinds.StartAsync(new Generation(generation), actor, reason, CancellationToken.None));

    /// <inheritdoc/>
    public Task<bool> CancelRewindAsync(long id) => _jobs!.Rewinds.CancelAsync(new RewindId(id), CancellationToken.None);

    /// <inheritdoc/>
    public async Task<byte[]> RehearsalsAsync() => Json(await _jobs!.Rehearsals.ListAsync(CancellationToken.None));

    /// <inheritdoc/>
    public async Task<JobAnswer> StartRehearsalAsync(byte[] request, string actor) =>
        Answer(await _jobs!.Rehearsals.StartAsync(JsonSerializer.Deserialize<RehearsalRequest>(request, JsonSerializerOptions.Web)!, actor, CancellationToken.None));

    /// <inheritdoc/>
    public Task<bool> CancelRehearsalAsync(long id) => _jobs!.Rehearsals.CancelAsync(id, CancellationToken.None);

    private static JobAnswer Answer<TJob>(JobStart<TJob> start)
        where TJob : class => new((int)start.Status, Json(start.Job), start.Message);
}
