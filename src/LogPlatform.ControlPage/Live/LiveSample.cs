using LogPlatform.Core.Rollouts;
using LogPlatform.Gateway.Control;
using LogPlatform.Gateway.Validation;

namespace LogPlatform.ControlPage.Live;

/// <summary>Everything that pages show of the present, taken once for all of them.</summary>
/// <param name="At">When.</param>
/// <param name="Status">The platform.</param>
/// <param name="Ledger">The account of all records.</param>
/// <param name="Deployment">The last deployment with what its checks say now; null when there was none.</param>
/// <param name="Mirror">What is mirrored; null when nothing is.</param>
/// <param name="Charts">The charts; each page draws the same.</param>
public sealed record LiveSample(
    DateTimeOffset At,
    PlatformStatus Status,
    LedgerReport Ledger,
    RolloutState? Deployment,
    MirrorStatus? Mirror,
    IReadOnlyList<LiveChart> Charts);
