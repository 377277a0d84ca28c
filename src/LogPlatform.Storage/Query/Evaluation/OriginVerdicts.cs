using LogPlatform.Core.Filters;
using LogPlatform.Core.Filters.Evaluation;
using LogPlatform.Core.Records;
using LogPlatform.Storage.Blocks;
using LogPlatform.Storage.Blocks.Records;

namespace LogPlatform.Storage.Query.Evaluation;

/// <summary>A condition on a field of the resource or the scope: each pair of them in a block is judged once.</summary>
internal sealed class OriginVerdicts
{
    // Beyond this, looking at the rows is cheaper.
    private const long MostPairs = 10_000;

    private readonly FieldReader _field;
    private readonly ValueTest _test;
    private readonly RecordBatch _origins;
    private readonly long[] _resources;
    private readonly long[] _scopes;
    private readonly Dictionary<(long Resource, long Scope), bool> _verdicts = [];

    public OriginVerdicts(BlockView block, FieldRef field, ValueTest test)
    {
        _test = test;
        _origins = block.Origins;
        _field = new FieldReader(field);
        _field.Bind(_origins, block.Block.Pointer);
        _resources = block.Reader.Column(RowColumn.Resource);
        _scopes = block.Reader.Column(RowColumn.Scope);
    }

    /// <summary>Whether a row passes.</summary>
    public bool Matches(int row)
    {
        var pair = (_resources[row], _scopes[row]);
        if (!_verdicts.TryGetValue(pair, out var verdict))
        {
            _verdicts[pair] = verdict = Matches(_field, _test, _origins, pair.Item1, pair.Item2);
        }

        return verdict;
    }

    /// <summary>Whether any pair of a resource and a scope of the block passes, whether or not a record has both.</summary>
    public static bool Any(BlockView block, FieldRef field, ValueTest test)
    {
        if ((long)block.Reader.Schema.ResourceCount * block.Reader.Schema.ScopeCount > MostPairs)
        {
            return true;
        }

        var reader = new FieldReader(field);
        reader.Bind(block.Origins, block.Block.Pointer);
        for (var resource = 0; resource <= block.Origins.Resources.Count; resource++)
        {
            for (var scope = 0; scope <= block.Origins.Scopes.Count; scope++)
            {
                if (Matches(reader, test, block.Origins, resource, scope))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool Matches(FieldReader field, ValueTest test, RecordBatch origins, long resource, long scope)
    {
        if ((ulong)resource > (ulong)origins.Resources.Count || (ulong)scope > (ulong)origins.Scopes.Count)
        {
            throw new CorruptBlockException("An index is out of range.");
        }

        // A record with nothing of its own.
        var record = new LogRecord { Resource = (int)resource - 1, Scope = (int)scope - 1 };
        return field.TryRead(record, out var value) && test.MatchesValue(origins, value);
    }
}
