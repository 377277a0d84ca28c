namespace LogPlatform.Gateway.Validation;

/// <summary>The mirror at one moment. All sums are since its start.</summary>
/// <param name="LiveUnits">Units of live traffic that were compared.</param>
/// <param name="ReplayedUnits">Units of recorded traffic that were compared.</param>
/// <param name="Records">Records in them.</param>
/// <param name="LeftOut">Live units that were not mirrored because the mirror was busy.</param>
/// <param name="Waiting">Units that wait.</param>
/// <param name="Lag">Age of the oldest unit that waits; zero when none does.</param>
/// <param name="Backlog">Records of live traffic that the mirrored slot has been given, or is about to be, and has not answered.</param>
public sealed record MirrorStatus(long LiveUnits, long ReplayedUnits, long Records, long LeftOut, int Waiting, TimeSpan Lag, long Backlog)
{
    /// <summary>Nothing is mirrored.</summary>
    public static MirrorStatus None { get; } = new(0, 0, 0, 0, 0, TimeSpan.Zero, 0);

    /// <summary>Two mirrors taken together.</summary>
    public MirrorStatus Plus(MirrorStatus other) => new(
        LiveUnits + other.LiveUnits,
        ReplayedUnits + other.ReplayedUnits,
        Records + other.Records,
        LeftOut + other.LeftOut,
        Waiting + other.Waiting,
        Lag > other.Lag ? Lag : other.Lag,
        Backlog + other.Backlog);
}
