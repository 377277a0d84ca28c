namespace LogPlatform.Gateway.Control;

/// <summary>What the dispatcher tells about the platform. Cheap enough to ask every second.</summary>
public interface IPlatformStatus
{
    /// <summary>Whether batches are accepted and dispatched: the answer of <c>/readyz</c>.</summary>
    bool IsReady { get; }

    /// <summary>The platform now.</summary>
    PlatformStatus Snapshot();

    /// <summary>The account of all records now.</summary>
    LedgerReport Ledger();
}
