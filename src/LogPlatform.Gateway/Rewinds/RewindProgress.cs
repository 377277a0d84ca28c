using LogPlatform.Core.Rehearsals;
using LogPlatform.Core.Rewinds;

namespace LogPlatform.Gateway.Rewinds;

/// <summary>A rewind that runs: its state for readers, and whether it may still be cancelled.</summary>
internal sealed class RewindProgress(Rewind rewind, CancellationToken hostStop) : IDisposable
{
    private readonly CancellationTokenSource _cancel = CancellationTokenSource.CreateLinkedTokenSource(hostStop);
    private readonly Lock _gate = new();
    private Rewind _state = rewind;
    private bool _isCancelled;
    private bool _isTooLate;

    public Rewind State
    {
        get
        {
            lock (_gate)
            {
                return _state;
            }
        }
    }

    /// <summary>Cancelled by a person or by the end of the host.</summary>
    public CancellationToken Cancelled => _cancel.Token;

    /// <summary>Whether a person cancelled it.</summary>
    public bool IsCancelledByPerson
    {
        get
        {
            lock (_gate)
            {
                return _isCancelled;
            }
        }
    }

    public void Update(Func<Rewind, Rewind> change)
    {
        lock (_gate)
        {
            _state = change(_state);
        }
    }

    /// <summary>Cancels it; false when it supersedes already, or is over.</summary>
    public bool TryCancel()
    {
        lock (_gate)
        {
            if (_isTooLate || _isCancelled || _state.Phase != JobPhase.Running)
            {
                return false;
            }

            _isCancelled = true;
        }

        _cancel.Cancel();
        return true;
    }

    /// <summary>From here on it cannot be cancelled any more; false when it was.</summary>
    public bool TryPassPointOfNoReturn()
    {
        lock (_gate)
        {
            _isTooLate = !_cancel.IsCancellationRequested && !_isCancelled;
            return _isTooLate;
        }
    }

    public void Dispose() => _cancel.Dispose();
}
