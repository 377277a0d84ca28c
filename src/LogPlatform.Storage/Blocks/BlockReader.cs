using LogPlatform.Core.Records;
using LogPlatform.Storage.Blocks.Layout;
using LogPlatform.Storage.Blocks.Numbers;
using LogPlatform.Storage.Blocks.Records;
using LogPlatform.Storage.Blocks.Text;

namespace LogPlatform.Storage.Blocks;

/// <summary>Reads an encoded block; columns are decoded when they are first asked for. Not thread-safe.</summary>
public sealed class BlockReader
{
    private readonly SectionReader _sections;
    private readonly long[]?[] _rowColumns = new long[]?[(int)RowColumn.DroppedAttributes + 1];
    private BlockSchema? _schema;
    private FieldColumn?[] _fieldColumns = [];
    private int[]?[] _ranks = [];
    private long[]? _times;
    private long[]? _severities;
    private int[]? _resources;
    private int[]? _scopes;
    private int[]? _shapes;
    private int[]? _sources;
    private int[]? _ordinals;
    private int[]? _cellCounts;
    private IdColumn? _traceIds;
    private IdColumn? _spanIds;

    private BlockReader(SectionReader sections)
    {
        _sections = sections;
        Light = new LightSection(sections.Open(SectionId.Light), Rows);
    }

    /// <summary>Number of records.</summary>
    public int Rows => _sections.Summary.Rows;

    /// <summary>The head of the block.</summary>
    public BlockSummary Summary => _sections.Summary;

    internal LightSection Light { get; }

    /// <summary>The <see cref="ValueFilter"/>; empty when the block has none.</summary>
    internal ReadOnlySpan<byte> Filter => _sections.Open(SectionId.Filter).Span;

    internal BlockSchema Schema => _schema ?? ReadSchema();

    /// <summary>Effective times, nanoseconds since the Unix epoch.</summary>
    internal long[] Times => _times ??= Light.ReadTimes();

    /// <summary>Severity numbers.</summary>
    internal long[] Severities => _severities ??= Light.ReadSeverities();

    /// <summary>The resource of each row plus 1; 0 for none.</summary>
    internal int[] Resources => _resources ??= Light.ReadResources(Schema.ResourceCount);

    /// <summary>The scope of each row plus 1; 0 for none.</summary>
    internal int[] Scopes => _scopes ??= Light.ReadScopes(Schema.ScopeCount);

    /// <summary>The index of each row's shape.</summary>
    internal int[] Shapes => _shapes ??= ReadIndexes(RowColumn.Shape, Schema.Shapes.Length);

    /// <summary>The index of each row's ingested batch.</summary>
    internal int[] Sources => _sources ??= ReadIndexes(RowColumn.Source, Schema.Sources.Length);

    /// <summary>Whether only the first bytes of the block are there.</summary>
    internal bool IsPrefix => _sections.IsPrefix;

    /// <summary>The position of each row in its ingested batch.</summary>
    internal int[] Ordinals => _ordinals ??= ReadOrdinals();

    internal IdColumn TraceIds => _traceIds ??= IdColumn.Read(_sections.Open(SectionId.Ids), 0, Rows, 16);

    internal IdColumn SpanIds => _spanIds ??= IdColumn.Read(_sections.Open(SectionId.Ids), Schema.SpanIdsAt, Rows, 8);

    /// <summary>Opens a block; false when it is not sound. What only shows later in a column throws <see cref="CorruptBlockException"/> there.</summary>
    public static bool TryOpen(ReadOnlyMemory<byte> block, out BlockReader? reader)
    {
        reader = null;
        return SectionReader.TryOpen(block, out var sections) && TryOpen(sections!, out reader);
    }

    /// <summary>
    /// Opens the first bytes of a block, at least up to the end of the schema: enough for times, severities and to know which fields there are.
    /// </summary>
    internal static bool TryOpenPrefix(ReadOnlyMemory<byte> block, out BlockReader? reader)
    {
        reader = null;
        return SectionReader.TryOpenPrefix(block, out var sections) && TryOpen(sections!, out reader);
    }

    /// <summary>
    /// Appends the records at <paramref name="rows"/> (rising positions) to <paramref name="batch"/>, complete and lossless but for
    /// <see cref="LogRecord.Raw"/> and <see cref="LogRecord.Reason"/>. Their fate is <see cref="RecordFate.Keep"/>.
    /// </summary>
    /// <exception cref="CorruptBlockException">The block breaks the format.</exception>
    public void Materialize(ReadOnlySpan<int> rows, RecordBatch batch) => new RecordReader(this, batch).Read(rows);

    /// <summary>A column that has a value for every row.</summary>
    internal long[] Column(RowColumn column)
    {
        ref var values = ref _rowColumns[(int)column];
        if (values is null)
        {
            var cursor = new BlockCursor(_sections.Open(SectionId.Data).Span, Schema.RowColumns[(int)column]);
            values = IntColumn.Read(ref cursor, Rows);
        }

        return values;
    }

    /// <summary>A column of fields.</summary>
    internal FieldColumn Column(int index)
    {
        var place = Schema.Columns[index];
        return _fieldColumns[index] ??= ReadField(place, CellCounts[index]);
    }

    /// <summary>For each row the index of its value in a column of fields, or -1.</summary>
    internal int[] Ranks(int column)
    {
        var shapes = Schema.Shapes;
        ref var ranks = ref _ranks[column];
        if (ranks is not null)
        {
            return ranks;
        }

        var inShape = new bool[shapes.Length];
        for (var shape = 0; shape < inShape.Length; shape++)
        {
            inShape[shape] = shapes[shape].AsSpan().Contains(column);
        }

        ranks = new int[Rows];
        var next = 0;
        for (var row = 0; row < ranks.Length; row++)
        {
            ranks[row] = inShape[Shapes[row]] ? next++ : -1;
        }

        return ranks;
    }

    private int[] CellCounts => _cellCounts ??= CountCells();

    private static bool TryOpen(SectionReader sections, out BlockReader? reader)
    {
        try
        {
            reader = new BlockReader(sections);
            return true;
        }
        catch (CorruptBlockException)
        {
            reader = null;
            return false;
        }
    }

    private BlockSchema ReadSchema()
    {
        var schema = new BlockSchema(_sections.Open(SectionId.Schema));
        _fieldColumns = new FieldColumn?[schema.Columns.Length];
        _ranks = new int[]?[schema.Columns.Length];
        return _schema = schema;
    }

    private int[] ReadOrdinals()
    {
        var ordinals = new int[Rows];
        var sources = Sources;
        var jumps = Column(RowColumn.Ordinal);
        var source = -1;
        var expected = 0L;
        for (var row = 0; row < ordinals.Length; row++)
        {
            expected = sources[row] == source ? expected : 0;
            ordinals[row] = (int)(expected + jumps[row]);
            source = sources[row];
            expected = ordinals[row] + 1L;
        }

        return ordinals;
    }

    private int[] ReadIndexes(RowColumn column, int limit)
    {
        var cursor = new BlockCursor(_sections.Open(SectionId.Data).Span, Schema.RowColumns[(int)column]);
        return IntColumn.ReadIndexes(ref cursor, Rows, limit);
    }

    private int[] CountCells()
    {
        var uses = new int[Schema.Shapes.Length];
        foreach (var shape in Shapes)
        {
            uses[shape]++;
        }

        var counts = new int[Schema.Columns.Length];
        var total = 0L;
        for (var shape = 0; shape < uses.Length; shape++)
        {
            total += (long)uses[shape] * Schema.Shapes[shape].Length;
            if (total > BlockLayout.MostCells)
            {
                throw new CorruptBlockException("The block has too many values.");
            }

            foreach (var column in Schema.Shapes[shape])
            {
                counts[column] += uses[shape];
            }
        }

        return counts;
    }

    private FieldColumn ReadField(ColumnPlace place, int count)
    {
        var data = new BlockCursor(_sections.Open(SectionId.Data).Span, place.DataAt);
        switch (place.Kind)
        {
            case ValueKind.Empty:
                return new FieldColumn(place, count, null, null);
            case ValueKind.Bool or ValueKind.Int:
                return new FieldColumn(place, count, null, IntColumn.Read(ref data, count));
            case ValueKind.Double:
                return new FieldColumn(place, count, null, DoubleColumn.Read(ref data, count));
            default:
                var text = _sections.Open(place.Field == ColumnField.Body ? SectionId.BodyText : SectionId.FieldText);
                var textStart = place.TextAt;
                return new FieldColumn(place, count, TextColumn.Read(ref data, count, text, ref textStart), null);
        }
    }
}
