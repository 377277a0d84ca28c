namespace LogPlatform.Core.Validation.Diff;

/// <summary>Records that differed in one way in a stretch of time.</summary>
/// <param name="Service">Their service; null for those that are counted together.</param>
/// <param name="Field">The field; null for those that are counted together.</param>
/// <param name="Kind">How it differs.</param>
/// <param name="IsExpected">Whether the release declares it.</param>
/// <param name="Records">Records that differ so between the releases.</param>
/// <param name="NoiseRecords">Records that differ so between two runs of the baseline.</param>
/// <param name="Attributed">Different records that are counted under this way and no other.</param>
/// <param name="Examples">Examples that were not told before.</param>
public sealed record FieldDelta(
    string? Service,
    string? Field,
    ChangeKind Kind,
    bool IsExpected,
    long Records,
    long NoiseRecords,
    long Attributed,
    IReadOnlyList<ChangeExample> Examples);
