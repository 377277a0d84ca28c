namespace LogPlatform.Core.Validation.Diff;

/// <summary>Records of a service that were compared in a stretch of time.</summary>
/// <param name="Service">The service; null for those that are counted together.</param>
/// <param name="Compared">Between the releases.</param>
/// <param name="NoiseCompared">Between two runs of the baseline.</param>
public sealed record ServiceDelta(string? Service, long Compared, long NoiseCompared);
