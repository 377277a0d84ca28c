using System.Globalization;
using LogPlatform.Core.Filters;
using LogPlatform.Core.Filters.Values;
using LogPlatform.Core.Records;

namespace LogPlatform.Storage.Tests.Query;

/// <summary>Seeded filters that ask for what is in the batches of <see cref="Blocks.RandomBatches"/>, so that a fair part of them matches some records.</summary>
internal sealed class RandomFilters(int seed, RecordBatch batch)
{
    private static readonly string[] Names =
        ["host", "http.status", "http.route", "user", "id", "flags", "nested.map", "nested.map.host", "nested.map.dup.user", "dup", "dup.nested.map", "größe", "none", "none.at.all", "service.name"];

    private static readonly string[] Phrases =
        ["refused", "TIMEOUT", "user", "order 1", "er acc", "ms at 10.0", "9999", "e", "face", "-4", "2024-05-0", "T0", "ß", "ended", "zzz", "connection refused", "1", " of ", "session a", "\u0001"];

    private readonly Random _random = new(seed);

    public Filter Next(int depth = 3) => _random.Next(depth > 0 ? 8 : 4) switch
    {
        4 => new AndFilter(Next(depth - 1), Next(depth - 1)),
        5 => new OrFilter(Next(depth - 1), Next(depth - 1)),
        6 => new NotFilter(Next(depth - 1)),
        _ => Leaf(),
    };

    private Filter Leaf()
    {
        switch (_random.Next(12))
        {
            case 0 or 1:
                return new TextFilter(Phrase());
            case 2:
                return new CompareFilter(new FieldRef(Field.Severity), Op(), new SeverityValue((byte)_random.Next(1, 13), (byte)_random.Next(13, 25)));
            case 3:
                return new CompareFilter(new FieldRef(Field.Time), Op(), new TimeValue(Record().TimeUnixNano));
            case 4:
                return _random.Next(2) == 0
                    ? new CompareFilter(new FieldRef(Field.TraceId), CompareOp.Equal, new IdValue(Record().TraceId, 32))
                    : new CompareFilter(new FieldRef(Field.SpanId), CompareOp.Equal, new IdValue(Record().SpanId, 16));
            case 5:
                return new CompareFilter(new FieldRef(_random.Next(2) == 0 ? Field.Batch : Field.Generation), Op(), new CountValue(_random.Next(1000)));
            case 6:
                return new AllFilter();
            default:
                return OfField(AnyField());
        }
    }

    private Filter OfField(FieldRef field) => _random.Next(8) switch
    {
        0 => new ExistsFilter(field),
        1 => new ContainsFilter(field, Phrase()),
        2 => new LikeFilter(field, _random.Next(2) == 0 ? "*" + Phrase() + "*" : Text() + "*"),
        3 => new MatchFilter(field, _random.Next(2) == 0 ? "[0-9]{3}" : "^(user|order)"),
        4 => new InFilter(field, [new TextValue(Text()), new NumberValue(Number()), new TextValue("ERROR")]),
        5 => new CompareFilter(field, Op(), new NumberValue(Number())),
        _ => new CompareFilter(field, Op(), new TextValue(Text())),
    };

    private FieldRef AnyField() => _random.Next(10) switch
    {
        0 => new FieldRef(Field.Body),
        1 => new FieldRef(Field.Body, Name()),
        2 => new FieldRef(Field.SeverityText),
        3 => new FieldRef(Field.Event),
        4 => _random.Next(2) == 0 ? new FieldRef(Field.Service) : new FieldRef(Field.Release),
        5 => new FieldRef(Field.Scope),
        6 => new FieldRef(_random.Next(2) == 0 ? Field.ResourceAttribute : Field.ScopeAttribute, Name()),
        7 => new FieldRef(Field.RecordAttribute, Name()),
        _ => new FieldRef(Field.Attribute, Name()),
    };

    private CompareOp Op() => _random.Next(2) == 0 ? CompareOp.Equal : (CompareOp)_random.Next((int)CompareOp.Equal, (int)CompareOp.GreaterOrEqual + 1);

    private string Name() => Names[_random.Next(Names.Length)];

    // Something that some record has, or that none has.
    private string Text()
    {
        var attribute = batch.Attributes.Count > 0 ? batch.Attributes[_random.Next(batch.Attributes.Count)].Value : default;
        var body = Record().Body;
        return _random.Next(4) switch
        {
            0 => "ERROR",
            1 when body.Kind == ValueKind.String => batch.String(body.Text),
            _ when attribute.Kind == ValueKind.String => batch.String(attribute.Text),
            _ when attribute.Kind == ValueKind.Int => attribute.Int.ToString(CultureInfo.InvariantCulture),
            _ when attribute.Kind == ValueKind.Bool => attribute.Bool ? "TRUE" : "false",
            _ => "true",
        };
    }

    private string Number()
    {
        var attribute = batch.Attributes.Count > 0 ? batch.Attributes[_random.Next(batch.Attributes.Count)].Value : default;
        return attribute.Kind switch
        {
            ValueKind.Int => attribute.Int.ToString(CultureInfo.InvariantCulture),
            ValueKind.Double when double.IsFinite(attribute.Double) => attribute.Double.ToString(CultureInfo.InvariantCulture),
            _ => _random.Next(600).ToString(CultureInfo.InvariantCulture),
        };
    }

    private string Phrase()
    {
        var body = Record().Body;
        if (_random.Next(3) > 0 || body.Kind != ValueKind.String || body.Length == 0)
        {
            return Phrases[_random.Next(Phrases.Length)];
        }

        var text = batch.String(body.Text);
        var start = _random.Next(text.Length);
        var phrase = text.Substring(start, _random.Next(1, Math.Min(80, text.Length - start) + 1));
        return _random.Next(2) == 0 ? phrase : phrase.ToUpperInvariant();
    }

    private LogRecord Record() => batch.Records[_random.Next(batch.Records.Count)];
}
