using LogPlatform.Core.Filters;
using LogPlatform.Core.Filters.Evaluation;

namespace LogPlatform.Storage.Query.Evaluation;

/// <summary>A condition on the severity number. The severities of a block are counted in front of it, so most blocks are all or nothing.</summary>
internal sealed class SeverityRows(FieldFilter leaf) : RowTest
{
    private readonly bool[] _passes = Judge(ValueTest.For(leaf));

    /// <inheritdoc/>
    public override int Cost => 1;

    /// <inheritdoc/>
    public override bool IsLight => true;

    /// <summary>Whether records of a severity number pass.</summary>
    public bool Passes(byte severity) => _passes[severity];

    /// <inheritdoc/>
    public override bool MayMatch(BlockView block)
    {
        foreach (var (severity, _) in block.Reader.Light.Counts)
        {
            if (_passes[severity])
            {
                return true;
            }
        }

        return false;
    }

    /// <inheritdoc/>
    public override RowSet Evaluate(BlockView block, RowSet candidates)
    {
        var matches = RowSet.None(block.Reader.Rows);
        var severities = block.Reader.Severities;
        foreach (var row in candidates)
        {
            if (_passes[(byte)severities[row]])
            {
                matches.Add(row);
            }
        }

        return matches;
    }

    private static bool[] Judge(ValueTest test)
    {
        var passes = new bool[256];
        for (var severity = 1; severity < passes.Length; severity++)
        {
            passes[severity] = test.MatchesInteger(severity);
        }

        return passes;
    }
}
