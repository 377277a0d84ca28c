namespace LogPlatform.Gateway.Tests.Deployments;

/// <summary>Lets a test wait for a condition that some change brings about.</summary>
internal sealed class Signal
{
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Raise() => Interlocked.Exchange(ref _next, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();

    public async Task UntilAsync(Func<bool> condition)
    {
        while (true)
        {
            var next = Volatile.Read(ref _next).Task;
            if (condition())
            {
                return;
            }

            await next.WaitAsync(TestContext.Current.CancellationToken);
        }
    }
}
