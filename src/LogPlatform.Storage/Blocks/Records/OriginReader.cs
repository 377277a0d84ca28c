using LogPlatform.Core.Records;
using LogPlatform.Storage.Blocks.Layout;

namespace LogPlatform.Storage.Blocks.Records;

/// <summary>Reads what <see cref="OriginWriter"/> wrote into a batch, each resource, scope and ingested batch once.</summary>
internal sealed class OriginReader
{
    private readonly BlockSchema _schema;
    private readonly RecordBatch _batch;
    private readonly ValueReader _values;
    private readonly int[] _resources;
    private readonly int[] _scopes;
    private readonly int[] _sources;

    public OriginReader(BlockSchema schema, RecordBatch batch, ValueReader values)
    {
        _schema = schema;
        _batch = batch;
        _values = values;
        _resources = new int[schema.ResourceCount];
        _scopes = new int[schema.ScopeCount];
        _sources = new int[schema.Sources.Length];
    }

    /// <summary>The batch's index of a resource; -1 for <paramref name="number"/> 0.</summary>
    public int Resource(int number)
    {
        if (number == 0)
        {
            return -1;
        }

        ref var index = ref _resources[number - 1];
        if (index == 0)
        {
            var cursor = new BlockCursor(_schema.Resource(number - 1));
            var (start, count) = _values.ReadAttributes(ref cursor);
            index = 1 + _batch.Resources.Add(new ResourceInfo
            {
                AttributeStart = start,
                AttributeCount = count,
                DroppedAttributes = (uint)cursor.Unsigned(),
                SchemaUrl = _values.ReadText(ref cursor),
            });
        }

        return index - 1;
    }

    /// <summary>The batch's index of a scope; -1 for <paramref name="number"/> 0.</summary>
    public int Scope(int number)
    {
        if (number == 0)
        {
            return -1;
        }

        ref var index = ref _scopes[number - 1];
        if (index == 0)
        {
            var cursor = new BlockCursor(_schema.Scope(number - 1));
            var scope = new ScopeInfo { Name = _values.ReadText(ref cursor), Version = _values.ReadText(ref cursor) };
            (scope.AttributeStart, scope.AttributeCount) = _values.ReadAttributes(ref cursor);
            scope.DroppedAttributes = (uint)cursor.Unsigned();
            scope.SchemaUrl = _values.ReadText(ref cursor);
            index = 1 + _batch.Scopes.Add(scope);
        }

        return index - 1;
    }

    /// <summary>The batch's index of an ingested batch.</summary>
    public int Source(int number)
    {
        ref var index = ref _sources[number];
        if (index == 0)
        {
            index = 1 + _batch.Sources.Add(_schema.Sources[number]);
        }

        return index - 1;
    }
}
