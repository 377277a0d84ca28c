using System.Runtime.InteropServices;
using LogPlatform.Core.Records;
using LogPlatform.Storage.Blocks.Text;

namespace LogPlatform.Storage.Blocks.Records;

/// <summary>
/// Groups records by shape: which fields they have, of which kinds, in which order. Each (field, kind, n-th time in the record) is a column that all
/// shapes share.
/// </summary>
internal sealed class ShapeTable
{
    private readonly GrowList<int> _signatures = new();
    private readonly TextInterner _interner = new();
    private readonly GrowList<int> _columnIds = new();
    private readonly GrowList<Shape> _shapes = new();
    private readonly GrowList<Column> _columns = new();
    private readonly Dictionary<(int Part, int Occurrence), int> _columnsByPart = [];

    /// <summary>The columns, in order of first use.</summary>
    public Span<Column> Columns => _columns.AsSpan();

    /// <summary>The shapes, in order of first use.</summary>
    public Span<Shape> Shapes => _shapes.AsSpan();

    /// <summary>Forgets the last block.</summary>
    public void Clear()
    {
        _signatures.Clear();
        _interner.Clear();
        _columnIds.Clear();
        _shapes.Clear();
        _columns.Clear();
        _columnsByPart.Clear();
    }

    /// <summary>The columns of a shape, in the order of the record's fields.</summary>
    public ReadOnlySpan<int> ColumnsOf(in Shape shape) => _columnIds.AsSpan(shape.FirstColumn, shape.ColumnCount);

    /// <summary>Counts a record in and returns the index of its shape.</summary>
    public int Add(in LogRecord record, ReadOnlySpan<RecordAttribute> attributes)
    {
        var start = _signatures.Count;
        var fixedParts = 1 + (record.SeverityText.IsEmpty ? 0 : 1) + (record.EventName.IsEmpty ? 0 : 1);
        var signature = _signatures.AddUninitialized(fixedParts + attributes.Length);
        var at = 0;
        signature[at++] = Part(ColumnField.Body, record.Body.Kind);
        if (!record.SeverityText.IsEmpty)
        {
            signature[at++] = Part(ColumnField.SeverityText, ValueKind.String);
        }

        if (!record.EventName.IsEmpty)
        {
            signature[at++] = Part(ColumnField.EventName, ValueKind.String);
        }

        foreach (ref readonly var attribute in attributes)
        {
            signature[at++] = Part(ColumnField.FirstName + attribute.Key, attribute.Value.Kind);
        }

        var known = _interner.Count;
        var arena = MemoryMarshal.AsBytes(_signatures.AsSpan());
        var index = _interner.Intern(arena, new TextRef(start * sizeof(int), signature.Length * sizeof(int)));
        if (index < known)
        {
            _signatures.Truncate(start);
        }
        else
        {
            AddShape(signature);
        }

        _shapes[index].Count++;
        return index;
    }

    private static int Part(int field, ValueKind kind) => (field << 3) | (int)kind;

    private void AddShape(ReadOnlySpan<int> signature)
    {
        var first = _columnIds.Count;
        for (var i = 0; i < signature.Length; i++)
        {
            var occurrence = signature[..i].Count(signature[i]);
            ref var column = ref CollectionsMarshal.GetValueRefOrAddDefault(_columnsByPart, (signature[i], occurrence), out var exists);
            if (!exists)
            {
                column = _columns.Add(new Column { Field = signature[i] >> 3, Kind = (ValueKind)(signature[i] & 7) });
            }

            _columnIds.Add(column);
        }

        _shapes.Add(new Shape { FirstColumn = first, ColumnCount = signature.Length });
    }

    /// <summary>A shape.</summary>
    internal struct Shape
    {
        /// <summary>Index of its first column id.</summary>
        public int FirstColumn;

        /// <summary>Number of its columns.</summary>
        public int ColumnCount;

        /// <summary>Number of its records.</summary>
        public int Count;
    }

    /// <summary>A column.</summary>
    internal struct Column
    {
        /// <summary>A <see cref="ColumnField"/>, with the batch's id of the attribute name.</summary>
        public int Field;

        /// <summary>The kind of all its values.</summary>
        public ValueKind Kind;

        /// <summary>Number of its values.</summary>
        public int Count;

        /// <summary>Where its values start.</summary>
        public int Start;
    }
}
