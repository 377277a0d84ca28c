namespace LogPlatform.Core.Filters.Evaluation;

/// <summary>At least one of several tests.</summary>
internal sealed class AnyTest(ValueTest[] tests) : ValueTest
{
    public override bool MatchesText(ReadOnlySpan<byte> text)
    {
        foreach (var test in tests)
        {
            if (test.MatchesText(text))
            {
                return true;
            }
        }

        return false;
    }

    public override bool MatchesInteger(long number) => Array.Exists(tests, test => test.MatchesInteger(number));

    public override bool MatchesNumber(double number) => Array.Exists(tests, test => test.MatchesNumber(number));

    public override bool MatchesTruth(bool value) => Array.Exists(tests, test => test.MatchesTruth(value));

    public override bool MatchesId(UInt128 id) => Array.Exists(tests, test => test.MatchesId(id));
}
