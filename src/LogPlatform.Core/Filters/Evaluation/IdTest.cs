namespace LogPlatform.Core.Filters.Evaluation;

/// <summary>One trace id or span id.</summary>
internal sealed class IdTest(UInt128 id) : ValueTest
{
    public override bool MatchesText(ReadOnlySpan<byte> text) => false;

    public override bool MatchesId(UInt128 other) => id == other;
}
