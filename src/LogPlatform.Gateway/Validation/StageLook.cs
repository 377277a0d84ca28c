using LogPlatform.Core.Slots;
using LogPlatform.Core.Validation.Checks;

namespace LogPlatform.Gateway.Validation;

/// <summary>One look at a stage.</summary>
/// <param name="Baseline">Nodes of the old release.</param>
/// <param name="Candidate">Nodes of the new one.</param>
/// <param name="Load">The load that this gateway has seen; null before it is measured.</param>
/// <param name="IsWarm">Whether the candidate has run long enough to be measured.</param>
/// <param name="Mirror">What this gateway has mirrored.</param>
internal sealed record StageLook(IReadOnlyList<NodeReport> Baseline, IReadOnlyList<NodeReport> Candidate, MirrorLoad? Load, bool IsWarm, MirrorStatus Mirror);
