using LogPlatform.Protocols.Envelopes;

namespace LogPlatform.Protocols.Otlp;

/// <summary>Walks every field of an OTLP request in protobuf. A method that returns false has set the error.</summary>
internal ref struct OtlpInspector(ReadOnlySpan<byte> payload, IngestLimits limits)
{
    private readonly ReadOnlySpan<byte> _data = payload;
    private readonly int _maxDepth = Math.Min(limits.MaxDepth, IngestLimits.DepthCeiling);
    private int _records;
    private int _attributes;
    private long _values;
    private string? _error;

    public EnvelopeVerdict Inspect() => Request() ? new EnvelopeVerdict(_records, null) : new EnvelopeVerdict(0, _error);

    private bool Request()
    {
        var reader = new WireReader(_data, 0, _data.Length);
        while (!reader.AtEnd)
        {
            if (!reader.TryReadField(OtlpTags.RequestKnown, out var tag, out var start, out var length))
            {
                return Malformed(reader, "ExportLogsServiceRequest");
            }

            if (tag == OtlpTags.RequestResourceLogs && (!CountValue() || !ResourceLogs(start, length)))
            {
                return false;
            }
        }

        return true;
    }

    private bool ResourceLogs(int from, int count)
    {
        var reader = new WireReader(_data, from, from + count);
        while (!reader.AtEnd)
        {
            if (!reader.TryReadField(OtlpTags.ResourceLogsKnown, out var tag, out var start, out var length))
            {
                return Malformed(reader, "ResourceLogs");
            }

            var sound = tag switch
            {
                OtlpTags.ResourceLogsResource => Entity(start, length, OtlpTags.ResourceAttributes, OtlpTags.ResourceKnown),
                OtlpTags.ResourceLogsScopeLogs => CountValue() && ScopeLogs(start, length),
                _ => true,
            };
            if (!sound)
            {
                return false;
            }
        }

        return true;
    }

    private bool ScopeLogs(int from, int count)
    {
        var reader = new WireReader(_data, from, from + count);
        while (!reader.AtEnd)
        {
            if (!reader.TryReadField(OtlpTags.ScopeLogsKnown, out var tag, out var start, out var length))
            {
                return Malformed(reader, "ScopeLogs");
            }

            if ((tag == OtlpTags.ScopeLogsRecords && !Record(start, length))
                || (tag == OtlpTags.ScopeLogsScope && !Entity(start, length, OtlpTags.ScopeAttributes, OtlpTags.ScopeKnown)))
            {
                return false;
            }
        }

        return true;
    }

    // A resource or a scope: they differ in the number of their attributes field.
    private bool Entity(int from, int count, uint attributes, uint known)
    {
        if (!CountValue())
        {
            return false;
        }

        _attributes = 0;
        var reader = new WireReader(_data, from, from + count);
        while (!reader.AtEnd)
        {
            if (!reader.TryReadTag(out var tag))
            {
                return Malformed(reader, "Resource or InstrumentationScope");
            }

            if (tag == attributes)
            {
                if (!reader.TryReadRange(out var start, out var length))
                {
                    return Malformed(reader, "Resource or InstrumentationScope");
                }

                if (!Pair(start, length, 0))
                {
                    return false;
                }
            }
            else
            {
                // Names and versions are length-delimited, counts are varints.
                var expected = known == OtlpTags.ScopeKnown && tag is OtlpTags.ScopeName or OtlpTags.ScopeVersion or OtlpTags.ScopeDropped
                    || known == OtlpTags.ResourceKnown && tag == OtlpTags.ResourceDropped;
                if (!reader.TrySkip(tag, expected ? 0 : known))
                {
                    return Malformed(reader, "Resource or InstrumentationScope");
                }
            }
        }

        return true;
    }

    private bool Record(int from, int count)
    {
        if (++_records > limits.MaxRecords)
        {
            return Refuse($"more than {limits.MaxRecords} records");
        }

        _attributes = 0;
        var reader = new WireReader(_data, from, from + count);
        while (!reader.AtEnd)
        {
            if (!reader.TryReadTag(out var tag))
            {
                return Malformed(reader, "LogRecord");
            }

            bool read;
            switch (tag)
            {
                case OtlpTags.RecordAttributes:
                case OtlpTags.RecordBody:
                    if (!reader.TryReadRange(out var start, out var length))
                    {
                        return Malformed(reader, "LogRecord");
                    }

                    if (tag == OtlpTags.RecordBody ? !Any(start, length, 0) : !Pair(start, length, 0))
                    {
                        return false;
                    }

                    continue;
                case OtlpTags.RecordTime:
                case OtlpTags.RecordObserved:
                    read = reader.TryReadFixed64(out _);
                    break;
                case OtlpTags.RecordSeverity:
                case OtlpTags.RecordDropped:
                    read = reader.TryReadVarint(out _);
                    break;
                case OtlpTags.RecordFlags:
                    read = reader.TryReadFixed32(out _);
                    break;
                case OtlpTags.RecordSeverityText:
                case OtlpTags.RecordTraceId:
                case OtlpTags.RecordSpanId:
                case OtlpTags.RecordEventName:
                    read = reader.TryReadRange(out _, out _);
                    break;
                default:
                    read = reader.TrySkip(tag, OtlpTags.RecordKnown);
                    break;
            }

            if (!read)
            {
                return Malformed(reader, "LogRecord");
            }
        }

        return true;
    }

    private bool Pair(int from, int count, int depth)
    {
        if (++_attributes > limits.MaxAttributes)
        {
            return Refuse($"a record, resource or scope has more than {limits.MaxAttributes} attributes");
        }

        if (!CountValue())
        {
            return false;
        }

        var pair = _data.Slice(from, count);
        var value = PairShape.FindValue(pair);
        if (value >= 0)
        {
            var any = pair[value..];
            var sound = (uint)any[0] switch
            {
                OtlpTags.AnyString => any[1] == any.Length - 2,
                OtlpTags.AnyInt or OtlpTags.AnyBool => PairShape.IsVarint(any[1..], out _),
                OtlpTags.AnyDouble => any.Length == 9,
                _ => false,
            };
            if (sound)
            {
                return true;
            }
        }

        return PairByField(from, count, depth);
    }

    private bool PairByField(int from, int count, int depth)
    {
        var reader = new WireReader(_data, from, from + count);
        while (!reader.AtEnd)
        {
            if (!reader.TryReadField(OtlpTags.PairKnown, out var tag, out var start, out var length))
            {
                return Malformed(reader, "KeyValue");
            }

            if (tag == OtlpTags.PairValue && !Any(start, length, depth))
            {
                return false;
            }
        }

        return true;
    }

    private bool Any(int from, int count, int depth)
    {
        var reader = new WireReader(_data, from, from + count);
        while (!reader.AtEnd)
        {
            var start = 0;
            var length = 0;
            var read = reader.TryReadTag(out var tag) && tag switch
            {
                OtlpTags.AnyString or OtlpTags.AnyBytes or OtlpTags.AnyArray or OtlpTags.AnyMap => reader.TryReadRange(out start, out length),
                OtlpTags.AnyBool or OtlpTags.AnyInt => reader.TryReadVarint(out _),
                OtlpTags.AnyDouble => reader.TryReadFixed64(out _),
                _ => reader.TrySkip(tag, OtlpTags.AnyKnown),
            };
            if (!read)
            {
                return Malformed(reader, "AnyValue");
            }

            if (tag is OtlpTags.AnyArray or OtlpTags.AnyMap && !List(start, length, depth + 1, tag == OtlpTags.AnyMap))
            {
                return false;
            }
        }

        return true;
    }

    private bool List(int from, int count, int depth, bool map)
    {
        if (depth > _maxDepth)
        {
            return Refuse($"a value is nested deeper than {_maxDepth}");
        }

        var reader = new WireReader(_data, from, from + count);
        while (!reader.AtEnd)
        {
            if (!reader.TryReadField(OtlpTags.ListKnown, out var tag, out var start, out var length))
            {
                return Malformed(reader, map ? "KeyValueList" : "ArrayValue");
            }

            if (tag == OtlpTags.ListItems && (map ? !Pair(start, length, depth) : !CountValue() || !Any(start, length, depth)))
            {
                return false;
            }
        }

        return true;
    }

    private bool CountValue() => ++_values <= limits.MaxValues || Refuse($"more than {limits.MaxValues} attributes and elements");

    private bool Refuse(string reason)
    {
        _error = reason;
        return false;
    }

    private bool Malformed(in WireReader reader, string message)
    {
        var fault = reader.Fault switch
        {
            WireFault.OverlongVarint => "a varint has more than 64 bits",
            WireFault.LengthOutOfBounds => "a length runs past the end of its message",
            WireFault.FieldNumber => "a field number is out of range",
            WireFault.WireType => "a wire type is not supported",
            WireFault.WrongWireType => "a known field has the wrong wire type",
            _ => "the message ends inside a field",
        };
        return Refuse($"malformed protobuf in {message} before byte {reader.Position}: {fault}");
    }
}
