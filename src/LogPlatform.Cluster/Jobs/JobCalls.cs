using System.Text.Json;
using LogPlatform.Contracts.Jobs;
using LogPlatform.Gateway.Deployments;
using LogPlatform.Gateway.Rehearsals;

namespace LogPlatform.Cluster.Jobs;

/// <summary>Calls to where rehearsals and rewinds run, with a limit and in the words of the ports.</summary>
internal sealed class JobCalls(IGrainFactory grains, TimeProvider time)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>Asks.</summary>
    /// <exception cref="IOException">Nobody answers.</exception>
    public async Task<T> AskAsync<T>(Func<IJobGrain, Task<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            return await call(grains.GetGrain<IJobGrain>(0)).WaitAsync(Limit, time, cancellationToken);
        }
#pragma warning disable CA1031 // The controller is on its way to another gateway, or the storage is away: either way it can be asked again.
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            throw new IOException($"The controller does not answer: {error.Message}", error);
        }
    }

    /// <summary>Asks for a list.</summary>
    /// <exception cref="IOException">Nobody answers.</exception>
    public async Task<IReadOnlyList<TJob>> ListAsync<TJob>(Func<IJobGrain, Task<byte[]>> call, CancellationToken cancellationToken) =>
        JsonSerializer.Deserialize<IReadOnlyList<TJob>>(await AskAsync(call, cancellationToken), JsonSerializerOptions.Web) ?? [];

    /// <summary>Asks for a job to be started.</summary>
    public async Task<JobStart<TJob>> StartAsync<TJob>(Func<IJobGrain, Task<JobAnswer>> call, CancellationToken cancellationToken)
        where TJob : class
    {
        try
        {
            var answer = await AskAsync(call, cancellationToken);
            return new JobStart<TJob>((CommandStatus)answer.Status, answer.Job.Length == 0 ? null : JsonSerializer.Deserialize<TJob>(answer.Job, JsonSerializerOptions.Web), answer.Message);
        }
        catch (IOException silent)
        {
            return new JobStart<TJob>(CommandStatus.Unavailable, null, $"{silent.Message} Look whether it was started before you ask for it again.");
        }
    }
}
