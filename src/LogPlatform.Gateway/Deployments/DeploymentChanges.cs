namespace LogPlatform.Gateway.Deployments;

/// <summary>Wakes whoever waits for the next stored state of a deployment. Thread-safe.</summary>
internal sealed class DeploymentChanges
{
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes at the next change. Take it before looking at the store, so that no change falls between.</summary>
    public Task Next => Volatile.Read(ref _next).Task;

    /// <summary>Something was stored.</summary>
    public void Raise() =>
        Interlocked.Exchange(ref _next, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
}
