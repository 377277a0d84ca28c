using LogPlatform.Core.Batches;
using LogPlatform.Core.Records;
using LogPlatform.Storage.Blocks.Layout;

namespace LogPlatform.Storage.Blocks.Records;

/// <summary>What a block says about its columns: names, where each column is, shapes, resources, scopes and ingested batches.</summary>
internal sealed class BlockSchema
{
    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly TextRef[] _names;
    private readonly TextRef[] _resources;
    private readonly TextRef[] _scopes;

    /// <summary>Reads the schema section of a block.</summary>
    public BlockSchema(ReadOnlyMemory<byte> bytes)
    {
        _bytes = bytes;
        var cursor = new BlockCursor(bytes.Span);
        _names = ReadRanges(ref cursor);
        ObservedOrigin = (ObservedOrigin)cursor.Byte();
        for (var i = 0; i < RowColumns.Length; i++)
        {
            RowColumns[i] = cursor.Count(int.MaxValue);
        }

        SpanIdsAt = cursor.Count(int.MaxValue);
        Columns = ReadColumns(ref cursor);
        Shapes = ReadShapes(ref cursor);
        _resources = ReadRanges(ref cursor);
        _scopes = ReadRanges(ref cursor);
        Sources = ReadSources(ref cursor);
    }

    /// <summary>From where observed times are counted.</summary>
    public ObservedOrigin ObservedOrigin { get; }

    /// <summary>Where each <see cref="RowColumn"/> starts in the data section.</summary>
    public int[] RowColumns { get; } = new int[(int)RowColumn.DroppedAttributes + 1];

    /// <summary>Where the span ids start in their section.</summary>
    public int SpanIdsAt { get; }

    /// <summary>The columns of fields.</summary>
    public ColumnPlace[] Columns { get; }

    /// <summary>For each shape the columns of its fields, in the order of the record.</summary>
    public int[][] Shapes { get; }

    /// <summary>The ingested batches.</summary>
    public SourceBatch[] Sources { get; }

    /// <summary>Number of attribute names.</summary>
    public int NameCount => _names.Length;

    /// <summary>Number of resources.</summary>
    public int ResourceCount => _resources.Length;

    /// <summary>Number of scopes.</summary>
    public int ScopeCount => _scopes.Length;

    /// <summary>An attribute name.</summary>
    public ReadOnlySpan<byte> Name(int number) => Range(_names[number]);

    /// <summary>A resource, to be read by <see cref="ValueReader"/>.</summary>
    public ReadOnlySpan<byte> Resource(int number) => Range(_resources[number]);

    /// <summary>A scope, to be read by <see cref="ValueReader"/>.</summary>
    public ReadOnlySpan<byte> Scope(int number) => Range(_scopes[number]);

    /// <summary>The number of an attribute name, or -1.</summary>
    public int FindName(ReadOnlySpan<byte> name)
    {
        for (var i = 0; i < _names.Length; i++)
        {
            if (Name(i).SequenceEqual(name))
            {
                return i;
            }
        }

        return -1;
    }

    private static TextRef[] ReadRanges(ref BlockCursor cursor)
    {
        var ranges = new TextRef[cursor.Count(cursor.Left)];
        foreach (ref var range in ranges.AsSpan())
        {
            var length = cursor.Count(cursor.Left);
            range = new TextRef(cursor.Position, length);
            cursor.Bytes(length);
        }

        return ranges;
    }

    private static int[][] ReadLists(ref BlockCursor cursor, int limit)
    {
        var lists = new int[cursor.Count(cursor.Left)][];
        for (var i = 0; i < lists.Length; i++)
        {
            var list = new int[cursor.Count(cursor.Left)];
            foreach (ref var item in list.AsSpan())
            {
                item = cursor.Count(limit);
            }

            lists[i] = list;
        }

        return lists;
    }

    private static SourceBatch[] ReadSources(ref BlockCursor cursor)
    {
        var sources = new SourceBatch[cursor.Count(cursor.Left)];
        var id = 0L;
        var received = 0L;
        foreach (ref var source in sources.AsSpan())
        {
            id += cursor.Signed();
            received += cursor.Signed();
            source = new SourceBatch { Id = new BatchId(id), ReceivedUnixNano = received, Format = (BatchFormat)cursor.Byte() };
        }

        return sources;
    }

    private ColumnPlace[] ReadColumns(ref BlockCursor cursor)
    {
        var columns = new ColumnPlace[cursor.Count(cursor.Left)];
        foreach (ref var column in columns.AsSpan())
        {
            var field = cursor.Count(ColumnField.FirstName + _names.Length - 1);
            var kind = (ValueKind)cursor.Byte();
            if (kind > ValueKind.Map)
            {
                throw new CorruptBlockException("A kind is unknown.");
            }

            column = new ColumnPlace(field, kind, cursor.Count(int.MaxValue), cursor.Count(int.MaxValue));
        }

        return columns;
    }

    private int[][] ReadShapes(ref BlockCursor cursor)
    {
        var shapes = ReadLists(ref cursor, Columns.Length - 1);
        foreach (var shape in shapes)
        {
            if (shape.Length == 0 || Columns[shape[0]].Field != ColumnField.Body)
            {
                throw new CorruptBlockException("A shape has no body.");
            }

            foreach (var column in shape.AsSpan(1))
            {
                if (Columns[column].Field == ColumnField.Body)
                {
                    throw new CorruptBlockException("A shape has two bodies.");
                }
            }
        }

        return shapes;
    }

    private ReadOnlySpan<byte> Range(TextRef range) => _bytes.Span.Slice(range.Offset, range.Length);
}
