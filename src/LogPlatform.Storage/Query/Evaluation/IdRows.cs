using LogPlatform.Core.Filters;
using LogPlatform.Core.Filters.Evaluation;
using LogPlatform.Core.Filters.Values;
using LogPlatform.Storage.Blocks.Records;

namespace LogPlatform.Storage.Query.Evaluation;

/// <summary>A condition on the trace id or the span id: each distinct id is judged once.</summary>
internal sealed class IdRows(FieldFilter leaf, bool spans) : RowTest
{
    private readonly ValueTest _test = ValueTest.For(leaf);

    private readonly UInt128[]? _traceIds = spans ? null : leaf switch
    {
        CompareFilter { Value: IdValue id } => [id.Id],
        InFilter list => [.. list.Values.OfType<IdValue>().Select(static id => id.Id)],
        _ => null,
    };

    /// <inheritdoc/>
    public override int Cost => 2;

    /// <inheritdoc/>
    public override bool MayMatch(BlockView block)
    {
        if (_traceIds is null)
        {
            return true;
        }

        foreach (var id in _traceIds)
        {
            if (ValueFilter.MayContain(block.Reader.Filter, ValueFilter.Hash(id)))
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
        var ids = spans ? block.Reader.SpanIds : block.Reader.TraceIds;
        var passes = new bool[ids.Distinct + 1];
        var any = false;
        for (var i = 0; i < ids.Distinct; i++)
        {
            passes[i + 1] = _test.MatchesId(ids.Id(i));
            any |= passes[i + 1];
        }

        if (!any)
        {
            return matches;
        }

        foreach (var row in candidates)
        {
            if (passes[ids.Codes[row]])
            {
                matches.Add(row);
            }
        }

        return matches;
    }
}
