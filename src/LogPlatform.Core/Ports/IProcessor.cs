using LogPlatform.Core.Batches;

namespace LogPlatform.Core.Ports;

/// <summary>The nodes of a slot, as the dispatcher sees them: a pure function of (batch, release).</summary>
public interface IProcessor
{
    /// <summary>How many units may be under way at once so that no node idles.</summary>
    int Concurrency { get; }

    /// <summary>Processes a unit on a free node.</summary>
    /// <exception cref="ProcessorFailedException">The node died or answered garbage; nothing was stored, so the unit may be sent again.</exception>
    Task<WorkResult> ProcessAsync(WorkUnit unit, CancellationToken cancellationToken);
}
