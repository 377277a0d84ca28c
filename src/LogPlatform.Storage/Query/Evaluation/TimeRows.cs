using LogPlatform.Core.Filters;
using LogPlatform.Core.Filters.Evaluation;

namespace LogPlatform.Storage.Query.Evaluation;

/// <summary>A condition on the effective time, which every record has.</summary>
internal sealed class TimeRows(FieldFilter leaf) : RowTest
{
    private readonly ValueTest _test = ValueTest.For(leaf);

    /// <inheritdoc/>
    public override int Cost => 1;

    /// <inheritdoc/>
    public override bool IsLight => true;

    /// <inheritdoc/>
    public override RowSet Evaluate(BlockView block, RowSet candidates)
    {
        var matches = RowSet.None(block.Reader.Rows);
        var times = block.Reader.Times;
        foreach (var row in candidates)
        {
            if (_test.MatchesInteger(times[row]))
            {
                matches.Add(row);
            }
        }

        return matches;
    }
}
