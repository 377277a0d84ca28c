namespace LogPlatform.Core.Filters.Evaluation;

/// <summary>Anything but a missing value.</summary>
internal sealed class ExistsTest : ValueTest
{
    public override bool MatchesText(ReadOnlySpan<byte> text) => true;

    public override bool MatchesId(UInt128 id) => true;

    public override bool MatchesOpaque() => true;
}
