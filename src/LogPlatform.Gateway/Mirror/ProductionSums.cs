namespace LogPlatform.Gateway.Mirror;

/// <summary>What production committed since a stage began.</summary>
/// <param name="Units">Units.</param>
/// <param name="Records">Records in them.</param>
/// <param name="Busy">Sum of their service times.</param>
internal readonly record struct ProductionSums(long Units, long Records, TimeSpan Busy)
{
    public static ProductionSums operator -(ProductionSums later, ProductionSums earlier) =>
        new(later.Units - earlier.Units, later.Records - earlier.Records, later.Busy - earlier.Busy);
}
