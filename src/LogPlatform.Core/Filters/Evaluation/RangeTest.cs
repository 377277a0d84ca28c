namespace LogPlatform.Core.Filters.Evaluation;

/// <summary>An integer between two bounds, both included.</summary>
internal sealed class RangeTest(long lowest, long highest) : ValueTest
{
    private static readonly RangeTest Nothing = new(1, 0);

    /// <summary>The range of integers that compare with everything in <paramref name="low"/> to <paramref name="high"/>.</summary>
    public static RangeTest For(CompareOp op, long low, long high) => op switch
    {
        CompareOp.Less => low == long.MinValue ? Nothing : new(long.MinValue, low - 1),
        CompareOp.LessOrEqual => new(long.MinValue, high),
        CompareOp.Greater => high == long.MaxValue ? Nothing : new(high + 1, long.MaxValue),
        CompareOp.GreaterOrEqual => new(low, long.MaxValue),
        _ => new(low, high),
    };

    public override bool MatchesText(ReadOnlySpan<byte> text) => false;

    public override bool MatchesInteger(long number) => number >= lowest && number <= highest;

    public override bool MatchesNumber(double number) => false;
}
