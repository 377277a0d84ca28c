using System.Globalization;
using System.Text;
using LogPlatform.Core.Filters;
using LogPlatform.Core.Filters.Evaluation;
using LogPlatform.Core.Records;
using LogPlatform.Core.Time;
using LogPlatform.Storage.Blocks.Records;
using LogPlatform.Storage.Blocks.Text;

namespace LogPlatform.Storage.Query.Evaluation;

/// <summary>
/// The values of one field in one block, as small numbers with a text each, so that counting is counting numbers. A text is made once for each entry of a
/// dictionary, each resource, each distinct number.
/// </summary>
internal sealed class FieldValues
{
    /// <summary>The record does not have the field.</summary>
    public const int Missing = -1;

    /// <summary>The value has no text: bytes, an array or a map.</summary>
    public const int Opaque = -2;

    private const int NotYet = -3;
    private const int MostPairs = 1 << 16;
    private const int SmallNumbers = 1 << 10;

    private readonly BlockView _block;
    private readonly FieldRef _field;
    private readonly FieldLocator _locator;
    private readonly FieldReader _reader;
    private readonly Dictionary<string, int> _numbers = [];
    private readonly List<string> _texts = [];
    private readonly Dictionary<(int Place, long Content), int> _byContent = [];
    private readonly int[]?[] _byEntry;
    private readonly RecordBatch _batch = new();
    private readonly GrowList<byte> _bytes = new();
    private int[]? _places;

    public FieldValues(BlockView block, FieldRef field)
    {
        _block = block;
        _field = field;
        _locator = new FieldLocator(field);
        _reader = new FieldReader(field);
        _byEntry = new int[]?[block.Reader.Schema.Columns.Length + 1];
    }

    /// <summary>The distinct texts met so far.</summary>
    public IReadOnlyList<string> Texts => _texts;

    /// <summary>Whether the first bytes of a block have the values of a field.</summary>
    public static bool IsLight(FieldRef field) =>
        field.Field is Field.Severity or Field.Time or Field.Release or Field.Generation || FieldLocator.IsOrigin(field.Field);

    /// <summary>The number of a row's value: an index into <see cref="Texts"/>, or a constant.</summary>
    public int NumberOf(int row)
    {
        var reader = _block.Reader;
        switch (_field.Field)
        {
            case Field.Severity:
                var severity = (int)reader.Severities[row];
                return severity == 0 ? Missing : OfContent(0, severity, static (_, number) => SeverityText((int)number));
            case Field.Time:
                return OfContent(0, reader.Times[row], static (_, time) => Rfc3339.Format(time));
            case Field.TraceId:
                return reader.TraceIds.Codes[row] == 0 ? Missing : OfContent(0, reader.TraceIds.Codes[row], static (values, code) => IdText(values._block.Reader.TraceIds, code, "x32"));
            case Field.SpanId:
                return reader.SpanIds.Codes[row] == 0 ? Missing : OfContent(0, reader.SpanIds.Codes[row], static (values, code) => IdText(values._block.Reader.SpanIds, code, "x16"));
            case Field.Release:
                return OfContent(0, 0, static (values, _) => values._block.Block.Pointer.Release.Name);
            case Field.Generation:
                return OfContent(0, 0, static (values, _) => values._block.Block.Pointer.Generation.ToString());
            case Field.Batch:
                return OfContent(0, reader.Sources[row], static (values, source) => values._block.Reader.Schema.Sources[source].Id.ToString());
            default:
                return FieldLocator.IsOrigin(_field.Field) ? OfOrigin(row) : OfField(row);
        }
    }

    private int OfField(int row)
    {
        var shape = _block.Reader.Shapes[row];
        var places = _places ??= [.. Enumerable.Range(0, _block.Reader.Schema.Shapes.Length).Select(index => _locator.Locate(_block.Reader.Schema, index))];
        return places[shape] switch
        {
            FieldLocator.Nowhere => Missing,
            FieldLocator.Origin => OfOrigin(row),
            FieldLocator.Inside => OfNested(row),
            var place => OfCell(place, _block.Reader.Ranks(place)[row]),
        };
    }

    private int OfCell(int place, int cell)
    {
        var column = _block.Reader.Column(place);
        switch (column.Kind)
        {
            case ValueKind.Int:
                return OfContent(place, column.Numbers[cell], static (_, number) => number.ToString(CultureInfo.InvariantCulture));
            case ValueKind.Double:
                return OfContent(place, column.Numbers[cell], static (_, bits) => BitConverter.Int64BitsToDouble(bits).ToString(CultureInfo.InvariantCulture));
            case ValueKind.Bool:
                return OfContent(place, column.Numbers[cell], static (_, truth) => truth != 0 ? "true" : "false");
            case ValueKind.String when column.Texts is DictionaryText dictionary:
                ref var number = ref Entries(place, dictionary.Entries.Count)[dictionary.Codes[cell]];
                return number != NotYet ? number : number = Number(Encoding.UTF8.GetString(dictionary.Entries[dictionary.Codes[cell]]));
            case ValueKind.String:
                _bytes.Clear();
                column.Texts.Append(cell, _bytes);
                return Number(Encoding.UTF8.GetString(_bytes.AsSpan()));
            default:
                return Opaque;
        }
    }

    private int OfOrigin(int row)
    {
        var origins = _block.Origins;
        var (resource, scope) = (_block.Reader.Resources[row], _block.Reader.Scopes[row]);
        var pairs = (origins.Resources.Count + 1L) * (origins.Scopes.Count + 1L);
        if (pairs > MostPairs)
        {
            return OfOrigin(origins, resource, scope);
        }

        ref var number = ref Entries(_byEntry.Length - 1, (int)pairs)[(resource * (origins.Scopes.Count + 1)) + scope];
        return number != NotYet ? number : number = OfOrigin(origins, resource, scope);
    }

    private int OfOrigin(RecordBatch origins, int resource, int scope)
    {
        // A record with nothing of its own.
        var record = new LogRecord { Resource = resource - 1, Scope = scope - 1 };
        _reader.Bind(origins, _block.Block.Pointer);
        return _reader.TryRead(record, out var value) ? OfValue(origins, value) : Missing;
    }

    private int OfNested(int row)
    {
        _batch.Clear();
        _block.Reader.Materialize([row], _batch);
        _reader.Bind(_batch, _block.Block.Pointer);
        return _reader.TryRead(_batch.Records[0], out var value) ? OfValue(_batch, value) : Missing;
    }

    private int OfContent(int place, long content, Func<FieldValues, long, string> text)
    {
        if ((ulong)content < SmallNumbers)
        {
            ref var small = ref Entries(place, SmallNumbers)[content];
            return small != NotYet ? small : small = Number(text(this, content));
        }

        if (!_byContent.TryGetValue((place, content), out var number))
        {
            _byContent[(place, content)] = number = Number(text(this, content));
        }

        return number;
    }

    private int OfValue(RecordBatch batch, Value value) => value.Kind switch
    {
        ValueKind.String => Number(batch.String(value.Text)),
        ValueKind.Int => Number(value.Int.ToString(CultureInfo.InvariantCulture)),
        ValueKind.Double => Number(value.Double.ToString(CultureInfo.InvariantCulture)),
        ValueKind.Bool => Number(value.Bool ? "true" : "false"),
        _ => Opaque,
    };

    private int Number(string text)
    {
        if (!_numbers.TryGetValue(text, out var number))
        {
            number = _texts.Count;
            _numbers[text] = number;
            _texts.Add(text);
        }

        return number;
    }

    private int[] Entries(int place, int count)
    {
        ref var entries = ref _byEntry[place];
        if (entries is null)
        {
            entries = new int[count];
            Array.Fill(entries, NotYet);
        }

        return entries;
    }

    private static string IdText(IdColumn ids, long code, string format) => ids.Id((int)code - 1).ToString(format, CultureInfo.InvariantCulture);

    private static string SeverityText(int severity) =>
        severity <= SeverityNumber.Max ? SeverityName.Of(severity) : severity.ToString(CultureInfo.InvariantCulture);
}
