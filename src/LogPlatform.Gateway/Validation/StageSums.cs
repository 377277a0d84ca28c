using LogPlatform.Core.Validation.Checks;

namespace LogPlatform.Gateway.Validation;

/// <summary>What other gateways have mirrored at one stage.</summary>
/// <param name="Mirror">The sums of their mirrors.</param>
/// <param name="Load">The sum of their loads; null before one of them has measured any.</param>
/// <param name="IsWarm">Whether one of them has seen the candidate run long enough to be measured.</param>
/// <param name="LiveSeenAt">Timestamp of the moment when their live traffic was last seen to grow; null before there is any.</param>
internal sealed record StageSums(MirrorStatus Mirror, MirrorLoad? Load, bool IsWarm, long? LiveSeenAt)
{
    /// <summary>There is no other gateway.</summary>
    public static StageSums None { get; } = new(MirrorStatus.None, null, false, null);

    /// <summary>Records that they would have had to offer for so many times their live rate, and have not; 0 before measuring began.</summary>
    public double MissingFor(double factor) => Load is null ? 0 : (factor * Load.LiveRecords) - Load.OfferedRecords;
}
