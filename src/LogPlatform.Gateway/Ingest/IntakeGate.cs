using LogPlatform.Core.Slots;

namespace LogPlatform.Gateway.Ingest;

/// <summary>The door for new batches. The host closes it at shutdown: what is under way finishes, what comes later is told to come back.</summary>
public sealed class IntakeGate
{
    private readonly DrainLatch _latch = new();

    /// <summary>Whether new batches are refused.</summary>
    public bool IsClosed => _latch.IsClosed;

    /// <summary>Batches that are being received.</summary>
    public long InProgress => _latch.Count;

    /// <summary>Completes when the gate is closed and the last batch under way was answered; never faults.</summary>
    public Task Drained => _latch.Drained;

    /// <summary>Refuses new batches from now on. Idempotent.</summary>
    public void Close() => _latch.Close();

    internal bool TryEnter() => _latch.TryEnter();

    internal void Leave() => _latch.Leave();
}
