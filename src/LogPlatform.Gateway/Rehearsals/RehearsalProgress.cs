using LogPlatform.Core.Rehearsals;

namespace LogPlatform.Gateway.Rehearsals;

/// <summary>A rehearsal as it is seen from outside while it runs, and after.</summary>
internal sealed class RehearsalProgress(Rehearsal rehearsal, CancellationToken hostStop) : IDisposable
{
    private readonly CancellationTokenSource _cancel = CancellationTokenSource.CreateLinkedTokenSource(hostStop);
    private readonly Lock _gate = new();
    private Rehearsal _state = rehearsal;

    public Rehearsal State
    {
        get
        {
            lock (_gate)
            {
                return _state;
            }
        }
    }

    public CancellationToken Cancelled => _cancel.Token;

    public void Update(Func<Rehearsal, Rehearsal> change)
    {
        lock (_gate)
        {
            _state = change(_state);
        }
    }

    /// <summary>Cancels it; false when it is over.</summary>
    public bool TryCancel()
    {
        lock (_gate)
        {
            if (_state.Phase != JobPhase.Running)
            {
                return false;
            }
        }

        _cancel.Cancel();
        return true;
    }

    public void Dispose() => _cancel.Dispose();
}
