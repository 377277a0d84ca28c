using LogPlatform.Core.Filters;
using LogPlatform.Core.Filters.Evaluation;

namespace LogPlatform.Storage.Query.Evaluation;

/// <summary>A condition on the service, the scope, or an attribute of the resource or the scope.</summary>
internal sealed class OriginRows(FieldFilter leaf) : RowTest
{
    private readonly ValueTest _test = ValueTest.For(leaf);

    /// <inheritdoc/>
    public override int Cost => 1;

    /// <inheritdoc/>
    public override bool IsLight => true;

    /// <inheritdoc/>
    public override bool MayMatch(BlockView block) => OriginVerdicts.Any(block, leaf.Field, _test);

    /// <inheritdoc/>
    public override RowSet Evaluate(BlockView block, RowSet candidates)
    {
        var matches = RowSet.None(block.Reader.Rows);
        var verdicts = new OriginVerdicts(block, leaf.Field, _test);
        foreach (var row in candidates)
        {
            if (verdicts.Matches(row))
            {
                matches.Add(row);
            }
        }

        return matches;
    }
}
