namespace LogPlatform.Core.Filters.Evaluation;

/// <summary>A substring, ASCII letters in either case.</summary>
internal sealed class ContainsTest(string text) : ValueTest
{
    private readonly byte[] _needle = AsciiText.ToNeedle(text);

    public override bool MatchesText(ReadOnlySpan<byte> text) => AsciiText.IndexOfIgnoreCase(text, _needle) >= 0;
}
