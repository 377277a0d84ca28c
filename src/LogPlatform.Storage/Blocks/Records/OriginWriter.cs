using LogPlatform.Core.Records;
using LogPlatform.Storage.Blocks.Layout;
using LogPlatform.Storage.Blocks.Text;

namespace LogPlatform.Storage.Blocks.Records;

/// <summary>
/// Numbers the resources, scopes and ingested batches that a block uses, in order of first use. Resources and scopes with equal content are one: every
/// request of a client brings its own copy.
/// </summary>
internal sealed class OriginWriter(ValueWriter values)
{
    private readonly GrowList<byte> _arena = new();
    private readonly TextInterner _resources = new();
    private readonly TextInterner _scopes = new();
    private readonly GrowList<int> _resourceNumbers = new();
    private readonly GrowList<int> _scopeNumbers = new();
    private readonly GrowList<int> _sourceNumbers = new();
    private readonly GrowList<int> _sources = new();

    /// <summary>Forgets the last block.</summary>
    public void Clear(RecordBatch batch)
    {
        _arena.Clear();
        _resources.Clear();
        _scopes.Clear();
        _sources.Clear();
        Reset(_resourceNumbers, batch.Resources.Count);
        Reset(_scopeNumbers, batch.Scopes.Count);
        Reset(_sourceNumbers, batch.Sources.Count);
    }

    /// <summary>The block's number of a resource plus 1; 0 for none.</summary>
    public int Resource(RecordBatch batch, int index)
    {
        if (index < 0)
        {
            return 0;
        }

        ref var number = ref _resourceNumbers[index];
        if (number == 0)
        {
            var start = _arena.Count;
            ref var resource = ref batch.Resources[index];
            values.WriteAttributes(batch, resource.AttributeStart, resource.AttributeCount, _arena);
            VarInt.Write(_arena, resource.DroppedAttributes);
            ValueWriter.WriteText(batch, resource.SchemaUrl, _arena);
            number = Intern(_resources, start) + 1;
        }

        return number;
    }

    /// <summary>The block's number of a scope plus 1; 0 for none.</summary>
    public int Scope(RecordBatch batch, int index)
    {
        if (index < 0)
        {
            return 0;
        }

        ref var number = ref _scopeNumbers[index];
        if (number == 0)
        {
            var start = _arena.Count;
            ref var scope = ref batch.Scopes[index];
            ValueWriter.WriteText(batch, scope.Name, _arena);
            ValueWriter.WriteText(batch, scope.Version, _arena);
            values.WriteAttributes(batch, scope.AttributeStart, scope.AttributeCount, _arena);
            VarInt.Write(_arena, scope.DroppedAttributes);
            ValueWriter.WriteText(batch, scope.SchemaUrl, _arena);
            number = Intern(_scopes, start) + 1;
        }

        return number;
    }

    /// <summary>The block's number of an ingested batch.</summary>
    public int Source(int index)
    {
        ref var number = ref _sourceNumbers[index];
        if (number == 0)
        {
            number = _sources.Add(index) + 1;
        }

        return number - 1;
    }

    /// <summary>Appends what was numbered.</summary>
    public void Write(RecordBatch batch, GrowList<byte> schema)
    {
        WriteEntries(_resources, schema);
        WriteEntries(_scopes, schema);
        VarInt.Write(schema, _sources.Count);
        var previous = default(SourceBatch);
        foreach (var index in _sources.AsSpan())
        {
            var source = batch.Sources[index];
            VarInt.WriteSigned(schema, source.Id.Value - previous.Id.Value);
            VarInt.WriteSigned(schema, source.ReceivedUnixNano - previous.ReceivedUnixNano);
            schema.Add((byte)source.Format);
            previous = source;
        }
    }

    private static void Reset(GrowList<int> numbers, int count)
    {
        numbers.Clear();
        numbers.AddUninitialized(count).Clear();
    }

    private int Intern(TextInterner interner, int start)
    {
        var known = interner.Count;
        var number = interner.Intern(_arena.AsSpan(), new TextRef(start, _arena.Count - start));
        if (number < known)
        {
            _arena.Truncate(start);
        }

        return number;
    }

    private void WriteEntries(TextInterner interner, GrowList<byte> schema)
    {
        VarInt.Write(schema, interner.Count);
        foreach (var entry in interner.Entries)
        {
            VarInt.Write(schema, entry.Length);
            schema.AddRange(_arena.AsSpan(entry.Offset, entry.Length));
        }
    }
}
