using LogPlatform.Gateway.Control.Deployments;
using LogPlatform.Gateway.Deployments;
using LogPlatform.Gateway.Ingest;

namespace LogPlatform.Gateway.Control;

/// <summary>The platform at one moment.</summary>
/// <param name="Version">The gateway's version.</param>
/// <param name="StartedAt">When the gateway started.</param>
/// <param name="Dispatching">Whether batches are being sent to the active slot.</param>
/// <param name="Pointer">Which slot serves.</param>
/// <param name="Slots">The slots.</param>
/// <param name="Journal">The journal.</param>
/// <param name="Store">The store.</param>
/// <param name="Intake">What came in since the start.</param>
/// <param name="Deployment">The last deployment, in short; null when there was none.</param>
/// <param name="Alarms">What needs a person; usually empty.</param>
public sealed record PlatformStatus(
    string Version,
    DateTimeOffset StartedAt,
    bool Dispatching,
    PointerStatus Pointer,
    IReadOnlyList<SlotStatus> Slots,
    JournalStatus Journal,
    StoreStatus Store,
    IntakeTotals Intake,
    DeploymentStatus? Deployment = null,
    IReadOnlyList<Alarm>? Alarms = null);
