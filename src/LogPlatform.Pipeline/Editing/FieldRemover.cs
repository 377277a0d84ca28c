using LogPlatform.Core.Filters;
using LogPlatform.Core.Records;
using LogPlatform.Pipeline.Rules;

namespace LogPlatform.Pipeline.Editing;

/// <summary>Removes one field of records; with a dotted name also a member of a map, when no attribute has the full name.</summary>
internal sealed class FieldRemover
{
    private readonly Field _field;
    private readonly MemberPath? _path;

    public FieldRemover(FieldRef field)
    {
        _field = field.Field;
        var name = field.Field == Field.Service ? "service.name" : field.Name;
        _path = name.Length > 0 ? new MemberPath(name) : null;
    }

    /// <summary>Whether rules can remove the field; otherwise why not.</summary>
    public static bool CanRemove(FieldRef field, out string problem)
    {
        problem = field.Field is Field.Time or Field.Severity or Field.Scope or Field.ScopeAttribute or Field.Batch
            ? $"{field} cannot be removed"
            : string.Empty;
        return problem.Length == 0;
    }

    public void Bind(RuleContext context) => _path?.Bind(context.Batch.Keys);

    public void Remove(RuleContext context, ref LogRecord record)
    {
        switch (_field)
        {
            case Field.Body when _path is null:
                record.Body = default;
                break;
            case Field.Body:
                if (record.Body.Kind == ValueKind.Map && _path.TryRemove(context.Batch, record.Body, out var body))
                {
                    record.Body = body;
                }

                break;
            case Field.Event:
                record.EventName = default;
                break;
            case Field.SeverityText:
                record.SeverityText = default;
                break;
            case Field.TraceId:
                record.TraceId = default;
                break;
            case Field.SpanId:
                record.SpanId = default;
                break;
            case Field.Attribute or Field.RecordAttribute:
                RemoveAttribute(context, ref record);
                break;
            case Field.ResourceAttribute or Field.Service:
                RemoveResourceAttribute(context, ref record);
                break;
        }
    }

    private void RemoveAttribute(RuleContext context, ref LogRecord record)
    {
        if (context.Attributes.Find(record, _path!.Key) >= 0)
        {
            context.Attributes.Remove(ref record, _path.Key);
        }
        else if (_path.TryRemove(context.Batch, Value.OfMap(record.AttributeStart, record.AttributeCount), out var attributes))
        {
            (record.AttributeStart, record.AttributeCount) = (attributes.FirstChild, attributes.Length);
        }
    }

    private void RemoveResourceAttribute(RuleContext context, ref LogRecord record)
    {
        if (record.Resource < 0)
        {
            return;
        }

        var resource = context.Batch.Resources[record.Resource];
        var attributes = Value.OfMap(resource.AttributeStart, resource.AttributeCount);
        if (_path!.TryFindChange(context.Batch, attributes, out var key, out var value))
        {
            context.Resources.Set(ref record, key, value);
        }
    }
}
