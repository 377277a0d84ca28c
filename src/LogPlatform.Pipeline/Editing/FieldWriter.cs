using System.Globalization;
using LogPlatform.Core.Filters;
using LogPlatform.Core.Records;
using LogPlatform.Pipeline.Rules;

namespace LogPlatform.Pipeline.Editing;

/// <summary>Writes one field of records. A plain name is an attribute of the record; <c>resource.x</c> gives the record a changed copy of its resource.</summary>
internal sealed class FieldWriter
{
    private readonly Field _field;
    private readonly string _name;
    private int _key;

    public FieldWriter(FieldRef field)
    {
        _field = field.Field;
        _name = field.Field == Field.Service ? "service.name" : field.Name;
    }

    /// <summary>Whether rules can write the field; otherwise what they can write.</summary>
    public static bool CanWrite(FieldRef field, out string problem)
    {
        problem = field.Field switch
        {
            Field.Time => "the time is set by the action 'timestamp'",
            Field.Severity => "the severity is set by the action 'severity'",
            Field.Body when field.Name.Length > 0 => "expected body as a whole, not a part of it",
            Field.Scope or Field.ScopeAttribute or Field.Batch => $"{field} cannot be changed",
            _ => string.Empty,
        };
        return problem.Length == 0;
    }

    public void Bind(RuleContext context) => _key = _name.Length > 0 ? context.Batch.Keys.Intern(_name) : -1;

    /// <summary>Whether the field can hold the value: texts take text only, ids hexadecimal digits only.</summary>
    public bool Accepts(RuleContext context, Value value) => _field switch
    {
        Field.Event or Field.SeverityText => value.Kind == ValueKind.String,
        Field.TraceId => TryId(context.Batch, value, 32, out _),
        Field.SpanId => TryId(context.Batch, value, 16, out _),
        _ => true,
    };

    /// <summary>Writes a value. False when the record has too many attributes. A value that the field cannot hold changes nothing.</summary>
    public bool Write(RuleContext context, ref LogRecord record, Value value)
    {
        switch (_field)
        {
            case Field.Body:
                record.Body = value;
                break;
            case Field.Event when value.Kind == ValueKind.String:
                record.EventName = value.Text;
                break;
            case Field.SeverityText when value.Kind == ValueKind.String:
                record.SeverityText = value.Text;
                break;
            case Field.TraceId when TryId(context.Batch, value, 32, out var id):
                record.TraceId = id;
                break;
            case Field.SpanId when TryId(context.Batch, value, 16, out var id):
                record.SpanId = (ulong)id;
                break;
            case Field.ResourceAttribute or Field.Service:
                context.Resources.Set(ref record, _key, value);
                break;
            case Field.Attribute or Field.RecordAttribute:
                return context.Attributes.Set(ref record, _key, value);
        }

        return true;
    }

    private static bool TryId(RecordBatch batch, Value value, int digits, out UInt128 id)
    {
        id = default;
        return value.Kind == ValueKind.String && value.Length == digits
            && UInt128.TryParse(batch.Text(value.Text), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out id);
    }
}
