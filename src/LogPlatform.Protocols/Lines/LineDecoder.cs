using System.Text.Json;
using LogPlatform.Core.Batches;
using LogPlatform.Core.Records;
using LogPlatform.Protocols.Decoding;
using LogPlatform.Protocols.Json;

namespace LogPlatform.Protocols.Lines;

/// <summary>Decodes payloads of one record a line: NDJSON, exported records among it, and CLEF.</summary>
internal sealed class LineDecoder
{
    private readonly ClefMembers _clef = new();
    private readonly ExportMembers _export = new();
    private TextRef _service;

    /// <summary>Decodes the lines at <paramref name="payload"/> of the sink's batch.</summary>
    public void Decode(RecordSink sink, TextRef payload)
    {
        _export.Start(sink.Batch);
        _service = string.IsNullOrEmpty(sink.Header.Service) ? default : sink.Batch.Append(sink.Header.Service);
        var data = sink.Data();
        var lines = LineCursor.OfFile(data, payload.Offset, payload.Length);
        while (lines.Next())
        {
            if (sink.IsFull)
            {
                sink.HasSurplus = true;
                return;
            }

            ref var record = ref sink.Add(new TextRef(lines.Start, lines.Length));
            if (lines.IsObject)
            {
                Object(sink, data, ref record);
            }
            else if (sink.Header.Format == BatchFormat.Clef)
            {
                sink.Quarantine(ref record, "not a JSON object");
            }
            else
            {
                record.Body = Value.OfString(sink.Text(data, lines.Start, lines.Length));
                record.Resource = sink.Resources.Intern(default, _service, _service);
            }
        }
    }

    private void Object(RecordSink sink, ReadOnlySpan<byte> data, ref LogRecord record)
    {
        var members = sink.Open.MemberMark;
        var elements = sink.Open.ElementMark;
        try
        {
            var line = record.Raw;
            var export = sink.Header.Format == BatchFormat.Ndjson && ExportMembers.AreIn(data.Slice(line.Offset, line.Length));
            var cursor = new JsonCursor(sink, data, line.Offset, line.Length, export);
            cursor.Read();
            if (export)
            {
                _export.Read(ref cursor, sink, ref record);
                return;
            }

            var service = sink.Header.Format == BatchFormat.Clef ? _clef.Read(ref cursor, sink, ref record) : Read(ref cursor, sink, ref record);
            record.AttributeStart = sink.Open.CloseAttributes(sink.Batch, members, out record.AttributeCount);

            // What the line itself does not say is marked, so that a record that is ingested again takes it along.
            record.Resource = service.IsEmpty ? sink.Resources.Intern(default, _service, _service) : sink.Resources.Intern(default, service);
        }
        catch (JsonException)
        {
            sink.Open.Abandon(members, elements);
            record.AttributeCount = 0;
            sink.Quarantine(ref record, "not valid JSON");
        }
    }

    private static TextRef Read(ref JsonCursor cursor, RecordSink sink, ref LogRecord record)
    {
        var service = default(TextRef);
        var seen = 0;
        while (cursor.ReadName())
        {
            var field = LineFields.Match(cursor.Reader.ValueSpan);

            // The first member that fits a field takes it; a second one stays an attribute.
            if (field == LineField.None || (seen & (1 << (int)field)) != 0)
            {
                cursor.Member();
                continue;
            }

            // Docker calls its message "log", others an object of the logger's own data.
            var textOnly = cursor.Reader.ValueSpan[0] is (byte)'l' or (byte)'L';
            var key = cursor.Key();
            cursor.Read();
            var fits = field switch
            {
                LineField.Time => LineRecord.TryTime(ref cursor, sink, ref record.TimeUnixNano),
                LineField.Severity => LineRecord.TrySeverity(ref cursor, sink, ref record),
                LineField.TraceId => LineRecord.TryTraceId(cursor, ref record.TraceId),
                LineField.SpanId => LineRecord.TrySpanId(cursor, ref record.SpanId),
                LineField.Service => cursor.Token == JsonTokenType.String && !cursor.Reader.ValueSpan.IsEmpty,
                _ => cursor.Token == JsonTokenType.String || (!textOnly && cursor.Token != JsonTokenType.Null),
            };
            if (!fits)
            {
                var value = cursor.Value();
                sink.Open.Add(key, value);
                continue;
            }

            seen |= 1 << (int)field;
            if (field == LineField.Body)
            {
                record.Body = cursor.Value();
            }
            else if (field == LineField.Service)
            {
                service = cursor.Text();
            }
        }

        return service;
    }
}
