using System.Globalization;
using System.Text;
using LogPlatform.Core.Filters;
using LogPlatform.Core.Filters.Evaluation;
using LogPlatform.Core.Filters.Values;
using LogPlatform.Core.Records;
using LogPlatform.Storage.Blocks.Records;
using LogPlatform.Storage.Blocks.Text;

namespace LogPlatform.Storage.Query.Evaluation;

/// <summary>
/// The values of one field in one block, as small numbers with a text each, so that counting is counting numbers. A text of a dictionary column is made once.
/// </summary>
internal sealed class FieldValues
{
    /// <summary>The record does not have the field.</summary>
    public const int Missing = -1;

    /// <summary>The value has no text: bytes, an array or a map.</summary>
    public const int Opaque = -2;

    private const int NotYet = -3;

    private readonly BlockView _block;
    private readonly FieldRef _field;
    private readonly FieldLocator _locator;
    private readonly FieldReader _reader;
    private readonly Dictionary<string, int> _numbers = [];
    private readonly List<string> _texts = [];
    private readonly Dictionary<(int Place, long Cell), int> _known = [];
    private readonly int[] _places;
    private readonly RecordBatch _batch = new();
    private readonly GrowList<byte> _bytes = new();

    public FieldValues(BlockView block, FieldRef field)
    {
        _block = block;
        _field = field;
        _locator = new FieldLocator(field);
        _reader = new FieldReader(field);
        _places = new int[block.Reader.Schema.Shapes.Length];
        Array.Fill(_places, NotYet);
    }

    /// <summary>The distinct texts met so far.</summary>
    public IReadOnlyList<string> Texts => _texts;

    /// <summary>The number of a row's value: an index into <see cref="Texts"/>, or a constant.</summary>
    public int NumberOf(int row)
    {
        var reader = _block.Reader;
        switch (_field.Field)
        {
            case Field.Severity:
                var severity = (int)reader.Severities[row];
                return severity == 0 ? Missing : Known(0, severity, static (_, number) => SeverityText((int)number));
            case Field.Time:
                return Known(0, reader.Times[row], static (_, time) => Core.Time.Rfc3339.Format(time));
            case Field.TraceId:
                return reader.TraceIds.Codes[row] == 0 ? Missing : Known(0, reader.TraceIds.Codes[row], static (values, code) => Id(values._block.Reader.TraceIds, code, "x32"));
            case Field.SpanId:
                return reader.SpanIds.Codes[row] == 0 ? Missing : Known(0, reader.SpanIds.Codes[row], static (values, code) => Id(values._block.Reader.SpanIds, code, "x16"));
            case Field.Release:
                return Known(0, 0, static (values, _) => values._block.Block.Pointer.Release.Name);
            case Field.Generation:
                return Known(0, 0, static (values, _) => values._block.Block.Pointer.Generation.ToString());
            case Field.Batch:
                return Known(0, reader.Column(RowColumn.Source)[row], static (values, source) => values._block.Reader.Schema.Sources[source].Id.ToString());
            default:
                return NumberOfField(row);
        }
    }

    private int NumberOfField(int row)
    {
        var reader = _block.Reader;
        ref var place = ref _places[reader.Shapes[row]];
        if (place == NotYet)
        {
            place = _locator.Locate(reader.Schema, reader.Shapes[row]);
        }

        switch (place)
        {
            case FieldLocator.Nowhere:
                return Missing;
            case FieldLocator.Origin:
                // Resources and scopes are far fewer than 2^31, so a pair of them fits.
                return Known(place, (reader.Column(RowColumn.Resource)[row] << 32) | reader.Column(RowColumn.Scope)[row], OriginText);
            case FieldLocator.Inside:
                return NumberInside(row);
            default:
                return NumberOfCell(place, reader.Ranks(place)[row]);
        }
    }

    private int NumberOfCell(int place, int cell)
    {
        var column = _block.Reader.Column(place);
        switch (column.Kind)
        {
            case ValueKind.Int or ValueKind.Double or ValueKind.Bool:
                return Known(place, column.Numbers[cell], column.Kind == ValueKind.Int ? IntText : column.Kind == ValueKind.Double ? DoubleText : TruthText);
            case ValueKind.String when column.Texts is DictionaryText dictionary:
                return Known(place, dictionary.Codes[cell], (_, code) => Encoding.UTF8.GetString(dictionary.Entries[(int)code]));
            case ValueKind.String:
                _bytes.Clear();
                column.Texts.Append(cell, _bytes);
                return Number(Encoding.UTF8.GetString(_bytes.AsSpan()));
            default:
                return Opaque;
        }
    }

    private int NumberInside(int row)
    {
        _batch.Clear();
        _block.Reader.Materialize([row], _batch);
        _reader.Bind(_batch, _block.Block.Pointer);
        return _reader.TryRead(_batch.Records[0], out var value) ? TextOf(_batch, value) is { } text ? Number(text) : Opaque : Missing;
    }

    private int Known(int place, long cell, Func<FieldValues, long, string?> text)
    {
        if (!_known.TryGetValue((place, cell), out var number))
        {
            number = text(this, cell) is { } made ? made.Length == 0 && place == FieldLocator.Origin ? Missing : Number(made) : Opaque;
            _known[(place, cell)] = number;
        }

        return number;
    }

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

    private static string Id(IdColumn ids, long code, string format) => ids.Id((int)code - 1).ToString(format, CultureInfo.InvariantCulture);

    private static string? OriginText(FieldValues values, long pair)
    {
        var record = new LogRecord { Resource = (int)(pair >> 32) - 1, Scope = (int)(pair & uint.MaxValue) - 1 };
        values._reader.Bind(values._block.Origins, values._block.Block.Pointer);
        return values._reader.TryRead(record, out var value) ? TextOf(values._block.Origins, value) : string.Empty;
    }

    private static string IntText(FieldValues values, long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string DoubleText(FieldValues values, long bits) => BitConverter.Int64BitsToDouble(bits).ToString(CultureInfo.InvariantCulture);

    private static string TruthText(FieldValues values, long truth) => truth != 0 ? "true" : "false";

    private static string SeverityText(int severity) =>
        severity <= 24 ? SeverityName.Of(severity) : severity.ToString(CultureInfo.InvariantCulture);

    private static string? TextOf(RecordBatch batch, Value value) => value.Kind switch
    {
        ValueKind.String => batch.String(value.Text),
        ValueKind.Int => IntText(null!, value.Int),
        ValueKind.Double => value.Double.ToString(CultureInfo.InvariantCulture),
        ValueKind.Bool => value.Bool ? "true" : "false",
        _ => null,
    };
}
