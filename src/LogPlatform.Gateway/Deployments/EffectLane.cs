namespace LogPlatform.Gateway.Deployments;

/// <summary>Work that is done one after the other, beside the controller's loop. Used by the loop only.</summary>
internal sealed class EffectLane(CancellationToken stop) : IDisposable
{
    private CancellationTokenSource _era = CancellationTokenSource.CreateLinkedTokenSource(stop);

    /// <summary>Completes when everything that was put on the lane so far is done; never faults.</summary>
    public Task Done { get; private set; } = Task.CompletedTask;

    /// <summary>Makes what is on the lane void, as far as it can be interrupted.</summary>
    public void Void()
    {
        _era.Cancel();
        _era.Dispose();
        _era = CancellationTokenSource.CreateLinkedTokenSource(stop);
    }

    /// <summary>Puts work on the lane.</summary>
    /// <param name="work">The work; it does not throw.</param>
    /// <param name="after">What else must be done before.</param>
    public void Add(Func<CancellationToken, Task> work, params Task[] after)
    {
        var token = _era.Token;
        var before = Done;
        Done = Task.Run(
            async () =>
            {
                await before;
                await Task.WhenAll(after);
                await work(token);
            },
            CancellationToken.None);
    }

    public void Dispose() => _era.Dispose();
}
