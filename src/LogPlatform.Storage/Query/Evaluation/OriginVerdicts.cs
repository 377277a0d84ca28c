using LogPlatform.Core.Filters;
using LogPlatform.Core.Filters.Evaluation;
using LogPlatform.Core.Records;

namespace LogPlatform.Storage.Query.Evaluation;

/// <summary>A condition on a field of the resource or the scope: each pair of them in a block is judged once.</summary>
internal sealed class OriginVerdicts
{
    // More are judged row by row.
    private const long MostPairs = 10_000;

    private readonly FieldReader _field;
    private readonly ValueTest _test;
    private readonly RecordBatch _origins;
    private readonly int[] _resources;
    private readonly int[] _scopes;
    private readonly bool?[] _verdicts;

    public OriginVerdicts(BlockView block, FieldRef field, ValueTest test)
    {
        _test = test;
        _origins = block.Origins;
        _field = new FieldReader(field);
        _field.Bind(_origins, block.Block.Pointer);
        _resources = block.Reader.Resources;
        _scopes = block.Reader.Scopes;
        _verdicts = new bool?[Math.Min(MostPairs, (_origins.Resources.Count + 1L) * (_origins.Scopes.Count + 1L))];
    }

    /// <summary>Whether a row passes.</summary>
    public bool Matches(int row)
    {
        var (resource, scope) = (_resources[row], _scopes[row]);
        var pair = (resource * ((long)_origins.Scopes.Count + 1)) + scope;
        if (pair >= _verdicts.Length)
        {
            return Matches(_field, _test, _origins, resource, scope);
        }

        return _verdicts[pair] ??= Matches(_field, _test, _origins, resource, scope);
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

    private static bool Matches(FieldReader field, ValueTest test, RecordBatch origins, int resource, int scope)
    {
        // A record with nothing of its own.
        var record = new LogRecord { Resource = resource - 1, Scope = scope - 1 };
        return field.TryRead(record, out var value) && test.MatchesValue(origins, value);
    }
}
