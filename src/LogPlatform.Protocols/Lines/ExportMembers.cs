using System.Text.Json;
using LogPlatform.Core.Records;
using LogPlatform.Core.Time;
using LogPlatform.Protocols.Decoding;
using LogPlatform.Protocols.Json;
using LogPlatform.Protocols.Text;

namespace LogPlatform.Protocols.Lines;

/// <summary>Reads a line that <see cref="RecordJson"/> wrote back as the same record. Its batch and ordinal are those of the export and are not kept.</summary>
internal sealed class ExportMembers
{
    private readonly PairTable _resources = new();
    private readonly PairTable _scopes = new();

    /// <summary>Begins an ingested batch.</summary>
    public void Start(RecordBatch batch)
    {
        _resources.Start(batch);
        _scopes.Start(batch);
    }

    /// <summary>Whether a line is an exported record: an object with a time, a batch number and an ordinal, which no logger writes together.</summary>
    /// <exception cref="JsonException">The line is not valid JSON.</exception>
    public static bool AreIn(ReadOnlySpan<byte> line)
    {
        // Most lines are ruled out by one vectorised search.
        if (line.IndexOf("\"ordinal\""u8) < 0)
        {
            return false;
        }

        var reader = new Utf8JsonReader(line, JsonCursor.Options);
        var found = 0;
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var number = reader.ValueTextEquals(RecordMembers.Batch) ? 1 : reader.ValueTextEquals(RecordMembers.Ordinal) ? 2 : 0;
            var time = reader.ValueTextEquals(RecordMembers.Time) ? 4 : 0;
            reader.Read();
            found |= reader.TokenType == JsonTokenType.Number ? number : reader.TokenType == JsonTokenType.String ? time : 0;
            reader.Skip();
        }

        return found == 7;
    }

    /// <summary>Reads the members; the cursor stands on the start of the object.</summary>
    public void Read(ref JsonCursor cursor, RecordSink sink, ref LogRecord record)
    {
        var data = sink.Data();
        var mark = sink.Open.MemberMark;
        var resource = default(ResourceInfo);
        var scope = default(ScopeInfo);
        var ownTime = true;
        while (cursor.ReadName())
        {
            var named = cursor;
            var name = cursor.Reader;
            cursor.Read();
            var start = cursor.TokenStart;
            if (name.ValueTextEquals(RecordMembers.Attributes) && cursor.Token == JsonTokenType.StartObject)
            {
                cursor.Members();
            }
            else if (name.ValueTextEquals(RecordMembers.Resource) && cursor.Token == JsonTokenType.StartObject)
            {
                cursor.Reader.Skip();
                resource.Raw = new TextRef(start, cursor.Position - start);
            }
            else if (name.ValueTextEquals(RecordMembers.Scope) && cursor.Token == JsonTokenType.StartObject)
            {
                cursor.Reader.Skip();
                scope.Raw = new TextRef(start, cursor.Position - start);
            }
            else if (name.ValueTextEquals(RecordMembers.Body))
            {
                record.Body = cursor.Value();
            }
            else if (name.ValueTextEquals(RecordMembers.TimeFrom))
            {
                cursor.Reader.Skip();
                ownTime = false;
            }
            else if (!Scalar(name, ref cursor, sink, ref record, ref resource, ref scope))
            {
                var key = named.Key();
                var value = cursor.Value();
                sink.Open.Add(key, value);
            }
        }

        record.TimeUnixNano = ownTime ? record.TimeUnixNano : 0;
        record.AttributeStart = sink.Open.CloseAttributes(sink.Batch, mark, out record.AttributeCount);
        record.Resource = Resource(sink, data, resource);
        record.Scope = Scope(sink, data, scope);
    }

    private static bool Scalar(
        in Utf8JsonReader name, ref JsonCursor cursor, RecordSink sink, ref LogRecord record, ref ResourceInfo resource, ref ScopeInfo scope)
    {
        var number = cursor.Token == JsonTokenType.Number && cursor.Reader.TryGetUInt32(out var read) ? read : 0;
        if (cursor.Token == JsonTokenType.Number)
        {
            if (name.ValueTextEquals(RecordMembers.SeverityNumber))
            {
                record.Severity = number <= 24 ? (byte)number : (byte)0;
            }
            else if (name.ValueTextEquals(RecordMembers.Flags))
            {
                record.Flags = number;
            }
            else if (name.ValueTextEquals(RecordMembers.DroppedAttributes))
            {
                record.DroppedAttributes = number;
            }
            else if (name.ValueTextEquals(RecordMembers.ResourceDroppedAttributes))
            {
                resource.DroppedAttributes = number;
            }
            else
            {
                return name.ValueTextEquals(RecordMembers.Batch) || name.ValueTextEquals(RecordMembers.Ordinal);
            }

            return true;
        }

        if (cursor.Token != JsonTokenType.String)
        {
            return false;
        }

        if (name.ValueTextEquals(RecordMembers.SeverityText))
        {
            record.SeverityText = cursor.Text();
        }
        else if (name.ValueTextEquals(RecordMembers.EventName))
        {
            record.EventName = cursor.Text();
        }
        else if (name.ValueTextEquals(RecordMembers.ResourceSchemaUrl))
        {
            resource.SchemaUrl = cursor.Text();
        }
        else if (name.ValueTextEquals(RecordMembers.ScopeSchemaUrl))
        {
            scope.SchemaUrl = cursor.Text();
        }
        else if (name.ValueTextEquals(RecordMembers.Severity))
        {
            record.Severity = record.Severity != 0 ? record.Severity : SeverityName.Parse(cursor.Reader.ValueSpan);
        }
        else
        {
            return (name.ValueTextEquals(RecordMembers.Time) && Rfc3339.Parse(cursor.Reader.ValueSpan, out record.TimeUnixNano) == TimeReading.Read)
                || (name.ValueTextEquals(RecordMembers.Observed) && Rfc3339.Parse(cursor.Reader.ValueSpan, out record.ObservedUnixNano) == TimeReading.Read)
                || (name.ValueTextEquals(RecordMembers.TraceId) && Hex.TryReadTraceId(cursor.Reader.ValueSpan, out record.TraceId))
                || (name.ValueTextEquals(RecordMembers.SpanId) && Hex.TryReadSpanId(cursor.Reader.ValueSpan, out record.SpanId));
        }

        return true;
    }

    private int Resource(RecordSink sink, ReadOnlySpan<byte> data, ResourceInfo resource)
    {
        if (resource.Raw.IsEmpty && resource.SchemaUrl.IsEmpty && resource.DroppedAttributes == 0)
        {
            return -1;
        }

        var text = resource.Raw;
        if (_resources.TryFind(text, resource.SchemaUrl, resource.DroppedAttributes, out var index))
        {
            return index;
        }

        if (!text.IsEmpty)
        {
            var cursor = new JsonCursor(sink, data, text.Offset, text.Length, typed: true);
            var mark = sink.Open.MemberMark;
            cursor.Read();
            cursor.Members();
            resource.AttributeStart = sink.Open.CloseAttributes(sink.Batch, mark, out resource.AttributeCount);
        }

        // The record's own line holds the resource too, so the quarantine needs no bytes of it.
        resource.Raw = default;
        index = sink.Batch.Resources.Add(resource);
        _resources.Add(text, resource.SchemaUrl, resource.DroppedAttributes, index);
        return index;
    }

    private int Scope(RecordSink sink, ReadOnlySpan<byte> data, ScopeInfo scope)
    {
        if (scope.Raw.IsEmpty && scope.SchemaUrl.IsEmpty)
        {
            return -1;
        }

        var text = scope.Raw;
        if (_scopes.TryFind(text, scope.SchemaUrl, 0, out var index))
        {
            return index;
        }

        if (!text.IsEmpty)
        {
            ReadScope(sink, data, text, ref scope);
        }

        scope.Raw = default;
        index = sink.Batch.Scopes.Add(scope);
        _scopes.Add(text, scope.SchemaUrl, 0, index);
        return index;
    }

    private static void ReadScope(RecordSink sink, ReadOnlySpan<byte> data, TextRef text, ref ScopeInfo scope)
    {
        var cursor = new JsonCursor(sink, data, text.Offset, text.Length, typed: true);
        cursor.Read();
        while (cursor.ReadName())
        {
            var name = cursor.Reader;
            cursor.Read();
            if (name.ValueTextEquals(RecordMembers.Attributes) && cursor.Token == JsonTokenType.StartObject)
            {
                var mark = sink.Open.MemberMark;
                cursor.Members();
                scope.AttributeStart = sink.Open.CloseAttributes(sink.Batch, mark, out scope.AttributeCount);
            }
            else if (name.ValueTextEquals(RecordMembers.Name))
            {
                scope.Name = cursor.ScalarText();
            }
            else if (name.ValueTextEquals(RecordMembers.Version))
            {
                scope.Version = cursor.ScalarText();
            }
            else if (name.ValueTextEquals(RecordMembers.DroppedAttributes) && cursor.Token == JsonTokenType.Number && cursor.Reader.TryGetUInt32(out var dropped))
            {
                scope.DroppedAttributes = dropped;
            }
            else
            {
                cursor.Reader.Skip();
            }
        }
    }
}
