using LogPlatform.Core.Filters;
using LogPlatform.Core.Filters.Evaluation;

namespace LogPlatform.Storage.Query.Evaluation;

/// <summary>A condition on the number of the ingested batch.</summary>
internal sealed class SourceRows(FieldFilter leaf) : RowTest
{
    private readonly ValueTest _test = ValueTest.For(leaf);

    /// <inheritdoc/>
    public override int Cost => 1;

    /// <inheritdoc/>
    public override bool MayMatch(BlockView block) => Array.Exists(block.Reader.Schema.Sources, source => _test.MatchesInteger(source.Id.Value));

    /// <inheritdoc/>
    public override RowSet Evaluate(BlockView block, RowSet candidates)
    {
        var matches = RowSet.None(block.Reader.Rows);
        var passes = Array.ConvertAll(block.Reader.Schema.Sources, source => _test.MatchesInteger(source.Id.Value));
        var sources = block.Reader.Sources;
        foreach (var row in candidates)
        {
            if (passes[sources[row]])
            {
                matches.Add(row);
            }
        }

        return matches;
    }
}
