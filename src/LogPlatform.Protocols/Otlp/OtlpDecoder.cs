using System.Buffers.Binary;
using System.Globalization;
using LogPlatform.Core.Records;
using LogPlatform.Protocols.Decoding;

namespace LogPlatform.Protocols.Otlp;

/// <summary>Decodes OTLP requests in protobuf without copying text.</summary>
internal sealed class OtlpDecoder
{
    private const string Malformed = "malformed protobuf, or a value nested deeper than 100";

    private readonly OtlpValues _values = new();
    private RecordSink _sink = null!;

    /// <summary>Decodes the request at <paramref name="payload"/> of the sink's batch. Stops where the bytes are malformed.</summary>
    public void Decode(RecordSink sink, TextRef payload)
    {
        _sink = sink;
        _values.Start(sink);
        var data = sink.Data();
        var reader = new WireReader(data, payload.Offset, payload.Offset + payload.Length);
        while (!reader.AtEnd && reader.TryReadField(OtlpTags.RequestKnown, out var tag, out var start, out var length))
        {
            if (tag == OtlpTags.RequestResourceLogs && !ResourceLogs(data, start, length))
            {
                return;
            }
        }
    }

    private bool ResourceLogs(ReadOnlySpan<byte> data, int from, int count)
    {
        // Fields may come in any order, so the index is given out before the resource is known.
        var resource = _sink.Batch.Resources.Add(default);
        var reader = new WireReader(data, from, from + count);
        while (!reader.AtEnd)
        {
            if (!reader.TryReadField(OtlpTags.ResourceLogsKnown, out var tag, out var start, out var length))
            {
                return false;
            }

            switch (tag)
            {
                case OtlpTags.ResourceLogsResource:
                    if (!Resource(data, start, length, resource))
                    {
                        return false;
                    }

                    break;
                case OtlpTags.ResourceLogsScopeLogs:
                    if (!ScopeLogs(data, start, length, resource))
                    {
                        return false;
                    }

                    break;
                case OtlpTags.ResourceLogsSchemaUrl:
                    _sink.Batch.Resources[resource].SchemaUrl = _sink.Text(data, start, length);
                    break;
            }
        }

        return true;
    }

    private bool Resource(ReadOnlySpan<byte> data, int from, int count, int index)
    {
        var resource = _sink.Batch.Resources[index];
        resource.Raw = new TextRef(from, count);
        resource.AttributeStart = _sink.Batch.Attributes.Count;
        var reader = new WireReader(data, from, from + count);
        while (!reader.AtEnd)
        {
            var read = reader.TryReadTag(out var tag);
            switch (tag)
            {
                case OtlpTags.ResourceAttributes:
                    read = reader.TryReadRange(out var start, out var length) && _values.AddPair(data, start, length);
                    break;
                case OtlpTags.ResourceDropped:
                    read = reader.TryReadVarint(out var dropped);
                    resource.DroppedAttributes = (uint)dropped;
                    break;
                default:
                    read = read && reader.TrySkip(tag, OtlpTags.ResourceKnown);
                    break;
            }

            if (!read)
            {
                return false;
            }
        }

        resource.AttributeCount = _sink.Batch.Attributes.Count - resource.AttributeStart;
        _sink.Batch.Resources[index] = resource;
        return CompleteAttributes(data);
    }

    private bool ScopeLogs(ReadOnlySpan<byte> data, int from, int count, int resource)
    {
        var scope = _sink.Batch.Scopes.Add(default);
        var reader = new WireReader(data, from, from + count);
        while (!reader.AtEnd)
        {
            if (!reader.TryReadField(OtlpTags.ScopeLogsKnown, out var tag, out var start, out var length))
            {
                return false;
            }

            switch (tag)
            {
                case OtlpTags.ScopeLogsScope:
                    if (!Scope(data, start, length, scope))
                    {
                        return false;
                    }

                    break;
                case OtlpTags.ScopeLogsRecords:
                    if (_sink.IsFull)
                    {
                        _sink.HasSurplus = true;
                        return false;
                    }

                    Record(data, start, length, resource, scope);
                    break;
                case OtlpTags.ScopeLogsSchemaUrl:
                    _sink.Batch.Scopes[scope].SchemaUrl = _sink.Text(data, start, length);
                    break;
            }
        }

        return true;
    }

    private bool Scope(ReadOnlySpan<byte> data, int from, int count, int index)
    {
        var scope = _sink.Batch.Scopes[index];
        scope.Raw = new TextRef(from, count);
        scope.AttributeStart = _sink.Batch.Attributes.Count;
        var reader = new WireReader(data, from, from + count);
        while (!reader.AtEnd)
        {
            var start = 0;
            var length = 0;
            var dropped = 0UL;
            var read = reader.TryReadTag(out var tag) && tag switch
            {
                OtlpTags.ScopeName or OtlpTags.ScopeVersion or OtlpTags.ScopeAttributes => reader.TryReadRange(out start, out length),
                OtlpTags.ScopeDropped => reader.TryReadVarint(out dropped),
                _ => reader.TrySkip(tag, OtlpTags.ScopeKnown),
            };
            if (!read || (tag == OtlpTags.ScopeAttributes && !_values.AddPair(data, start, length)))
            {
                return false;
            }

            switch (tag)
            {
                case OtlpTags.ScopeName: scope.Name = _sink.Text(data, start, length); break;
                case OtlpTags.ScopeVersion: scope.Version = _sink.Text(data, start, length); break;
                case OtlpTags.ScopeDropped: scope.DroppedAttributes = (uint)dropped; break;
            }
        }

        scope.AttributeCount = _sink.Batch.Attributes.Count - scope.AttributeStart;
        _sink.Batch.Scopes[index] = scope;
        return CompleteAttributes(data);
    }

    private void Record(ReadOnlySpan<byte> data, int from, int count, int resource, int scope)
    {
        ref var record = ref _sink.Add(new TextRef(from, count));
        record.Resource = resource;
        record.Scope = scope;
        if (Fields(data, from, count, ref record))
        {
            record.AttributeCount = _sink.Batch.Attributes.Count - record.AttributeStart;
            if (_values.Complete(data, ref record.Body))
            {
                return;
            }
        }

        // What was decoded so far may be half a value.
        _values.Abandon();
        record.AttributeCount = 0;
        record.Body = default;
        _sink.Quarantine(ref record, Malformed);
    }

    private bool Fields(ReadOnlySpan<byte> data, int from, int count, ref LogRecord record)
    {
        var reader = new WireReader(data, from, from + count);
        var time = 0UL;
        while (!reader.AtEnd)
        {
            if (!reader.TryReadTag(out var tag))
            {
                return false;
            }

            switch (tag)
            {
                case OtlpTags.RecordAttributes:
                    if (!reader.TryReadRange(out var start, out var length) || !_values.AddPair(data, start, length))
                    {
                        return false;
                    }

                    break;
                case OtlpTags.RecordTime:
                    if (!reader.TryReadFixed64(out time))
                    {
                        return false;
                    }

                    break;
                case OtlpTags.RecordObserved:
                    if (!reader.TryReadFixed64(out var observed))
                    {
                        return false;
                    }

                    record.ObservedUnixNano = observed is 0 or > long.MaxValue ? record.ObservedUnixNano : (long)observed;
                    break;
                case OtlpTags.RecordSeverity:
                    if (!reader.TryReadVarint(out var severity))
                    {
                        return false;
                    }

                    record.Severity = severity <= 24 ? (byte)severity : (byte)0;
                    break;
                case OtlpTags.RecordDropped:
                    if (!reader.TryReadVarint(out var dropped))
                    {
                        return false;
                    }

                    record.DroppedAttributes = (uint)dropped;
                    break;
                case OtlpTags.RecordFlags:
                    if (!reader.TryReadFixed32(out record.Flags))
                    {
                        return false;
                    }

                    break;
                case OtlpTags.RecordBody:
                case OtlpTags.RecordSeverityText:
                case OtlpTags.RecordTraceId:
                case OtlpTags.RecordSpanId:
                case OtlpTags.RecordEventName:
                    if (!reader.TryReadRange(out start, out length) || !Ranged(data, tag, start, length, ref record))
                    {
                        return false;
                    }

                    break;
                default:
                    if (!reader.TrySkip(tag, OtlpTags.RecordKnown))
                    {
                        return false;
                    }

                    break;
            }
        }

        record.TimeUnixNano = time <= long.MaxValue ? (long)time : OutOfRange(time);
        return true;
    }

    private bool Ranged(ReadOnlySpan<byte> data, uint tag, int start, int length, ref LogRecord record)
    {
        switch (tag)
        {
            case OtlpTags.RecordBody:
                return _values.ReadBody(data, start, length, ref record);
            case OtlpTags.RecordSeverityText:
                record.SeverityText = _sink.Text(data, start, length);
                break;
            case OtlpTags.RecordEventName:
                record.EventName = _sink.Text(data, start, length);
                break;

            // An id of another length is no id; the record matters more than the sender's mistake.
            case OtlpTags.RecordTraceId:
                record.TraceId = length == 16 ? BinaryPrimitives.ReadUInt128BigEndian(data[start..]) : default;
                break;
            case OtlpTags.RecordSpanId:
                record.SpanId = length == 8 ? BinaryPrimitives.ReadUInt64BigEndian(data[start..]) : 0;
                break;
        }

        return true;
    }

    private long OutOfRange(ulong time)
    {
        var text = _sink.Batch.Append(time.ToString(CultureInfo.InvariantCulture));
        _sink.Batch.Attributes.Add(new RecordAttribute(_sink.Key(RecordNames.OriginalTime), Value.OfString(text)));
        return 0;
    }

    private bool CompleteAttributes(ReadOnlySpan<byte> data)
    {
        var none = default(Value);
        return _values.Complete(data, ref none);
    }
}
