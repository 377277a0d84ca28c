using LogPlatform.Core.Records;

namespace LogPlatform.Pipeline.Editing;

/// <summary>
/// Changes the resource of single records. Resources are shared, so a change makes a copy; the same change of the same resource gives the same copy,
/// or else every record would end up with its own.
/// </summary>
internal sealed class ResourceEditor
{
    private readonly Dictionary<(int Resource, int Key, ulong Hash), int> _copies = [];
    private RecordBatch _batch = null!;

    public void Begin(RecordBatch batch)
    {
        _batch = batch;
        _copies.Clear();
    }

    /// <summary>Gives the record a resource in which the attribute has the value; an empty value removes it.</summary>
    public void Set(ref LogRecord record, int key, Value value)
    {
        var old = Find(record.Resource, key);
        if (value.Kind == ValueKind.Empty && old < 0)
        {
            return;
        }

        var hash = default(ContentHash);
        hash.Add(_batch, value);
        var change = (record.Resource, key, hash.Finish());
        if (!_copies.TryGetValue(change, out var copy))
        {
            copy = Copy(record.Resource, key, value);
            _copies.Add(change, copy);
        }

        record.Resource = copy;
    }

    private int Find(int resource, int key)
    {
        if (resource >= 0)
        {
            var attributes = Attributes(resource);
            for (var i = 0; i < attributes.Length; i++)
            {
                if (attributes[i].Key == key)
                {
                    return i;
                }
            }
        }

        return -1;
    }

    private Span<RecordAttribute> Attributes(int resource)
    {
        ref var info = ref _batch.Resources[resource];
        return _batch.Attributes.AsSpan(info.AttributeStart, info.AttributeCount);
    }

    private int Copy(int resource, int key, Value value)
    {
        var info = resource < 0 ? default : _batch.Resources[resource];
        var start = _batch.Attributes.Count;
        var place = -1;
        for (var i = 0; i < info.AttributeCount; i++)
        {
            var attribute = _batch.Attributes[info.AttributeStart + i];
            if (attribute.Key != key)
            {
                _batch.Attributes.Add(attribute);
            }
            else if (place < 0 && value.Kind != ValueKind.Empty)
            {
                place = _batch.Attributes.Add(new RecordAttribute(key, value));
            }
        }

        if (place < 0 && value.Kind != ValueKind.Empty)
        {
            _batch.Attributes.Add(new RecordAttribute(key, value));
        }

        info.AttributeStart = start;
        info.AttributeCount = _batch.Attributes.Count - start;
        return _batch.Resources.Add(info);
    }
}
