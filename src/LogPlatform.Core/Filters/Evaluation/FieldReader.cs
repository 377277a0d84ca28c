using LogPlatform.Core.Records;
using LogPlatform.Core.Slots;

namespace LogPlatform.Core.Filters.Evaluation;

/// <summary>
/// Reads one field of records as a value. Ids and the release are no values: they are always missing here. Bound once a batch; not thread-safe.
/// </summary>
public sealed class FieldReader
{
    private readonly Field _field;
    private readonly AttributePath? _path;
    private RecordBatch _batch = null!;
    private SlotPointer? _pointer;

    /// <summary>A reader; unusable until it is bound.</summary>
    public FieldReader(FieldRef field)
    {
        _field = field.Field;
        var name = field.Field == Field.Service ? "service.name" : field.Name;
        _path = name.Length > 0 ? new AttributePath(name) : null;
    }

    /// <summary>Turns to the records of a batch.</summary>
    /// <param name="batch">The batch. A key that it gets later is not seen.</param>
    /// <param name="pointer">The pointer under which the records were processed, when the store knows it.</param>
    public void Bind(RecordBatch batch, SlotPointer? pointer = null)
    {
        _batch = batch;
        _pointer = pointer;
        _path?.Bind(batch.Keys);
    }

    /// <summary>The value of the field; false when the record has none, or an empty one.</summary>
    public bool TryRead(in LogRecord record, out Value value)
    {
        switch (_field)
        {
            case Field.Attribute:
                return _path!.TryFind(_batch, _batch.AttributesOf(record), ResourceAttributes(record), ScopeAttributes(record), out value);
            case Field.RecordAttribute:
                return _path!.TryFind(_batch, _batch.AttributesOf(record), out value);
            case Field.ResourceAttribute or Field.Service:
                return _path!.TryFind(_batch, ResourceAttributes(record), out value);
            case Field.ScopeAttribute:
                return _path!.TryFind(_batch, ScopeAttributes(record), out value);
            case Field.Body when _path is not null:
                value = record.Body;
                return value.Kind == ValueKind.Map && _path.TryFind(_batch, _batch.Attributes.AsSpan(value.FirstChild, value.Length), out value);
            case Field.Body:
                value = record.Body;
                return value.Kind != ValueKind.Empty;
            case Field.Time:
                value = Value.OfInt(_batch.TimeOf(record));
                return true;
            case Field.Severity:
                value = Value.OfInt(record.Severity);
                return record.Severity != 0;
            case Field.SeverityText:
                value = Value.OfString(record.SeverityText);
                return value.Length > 0;
            case Field.Event:
                value = Value.OfString(record.EventName);
                return value.Length > 0;
            case Field.Scope:
                value = record.Scope >= 0 ? Value.OfString(_batch.Scopes[record.Scope].Name) : default;
                return value.Length > 0;
            case Field.Batch:
                value = Value.OfInt(_batch.Sources[record.Source].Id.Value);
                return true;
            case Field.Generation when _pointer is not null:
                value = Value.OfInt(_pointer.Generation.Value);
                return true;
            default:
                value = default;
                return false;
        }
    }

    private ReadOnlySpan<RecordAttribute> ResourceAttributes(in LogRecord record)
    {
        if (record.Resource < 0)
        {
            return default;
        }

        ref var resource = ref _batch.Resources[record.Resource];
        return _batch.Attributes.AsSpan(resource.AttributeStart, resource.AttributeCount);
    }

    private ReadOnlySpan<RecordAttribute> ScopeAttributes(in LogRecord record)
    {
        if (record.Scope < 0)
        {
            return default;
        }

        ref var scope = ref _batch.Scopes[record.Scope];
        return _batch.Attributes.AsSpan(scope.AttributeStart, scope.AttributeCount);
    }
}
