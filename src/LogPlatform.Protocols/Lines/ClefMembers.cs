using System.Text.Json;
using LogPlatform.Core.Records;
using LogPlatform.Protocols.Decoding;
using LogPlatform.Protocols.Json;

namespace LogPlatform.Protocols.Lines;

/// <summary>Reads an event in Compact Log Event Format (clef-json.org): members that start with one <c>@</c> are reserved, <c>@@</c> escapes, the rest are properties.</summary>
internal sealed class ClefMembers
{
    private readonly ClefTemplate _template = new();
    private readonly GrowList<TextRef> _renderings = new();

    /// <summary>Reads the members; the cursor stands on the start of the object. Attributes are left open. Returns the service, which the format has no place for but a property may name.</summary>
    public TextRef Read(ref JsonCursor cursor, RecordSink sink, ref LogRecord record)
    {
        var mark = sink.Open.MemberMark;
        var message = default(TextRef);
        var template = default(TextRef);
        var service = default(TextRef);
        var leveled = false;
        _renderings.Clear();
        while (cursor.ReadName())
        {
            var name = cursor.Reader.ValueSpan;
            if (name.IsEmpty || name[0] != '@')
            {
                if (!service.IsEmpty || !TryService(ref cursor, out service))
                {
                    cursor.Member();
                }

                continue;
            }

            var code = name.Length == 2 ? name[1] : name.SequenceEqual("@mt"u8) ? (byte)'M' : name.SequenceEqual("@tr"u8) ? (byte)'T' : name.SequenceEqual("@sp"u8) ? (byte)'S' : (byte)0;
            var key = name.StartsWith("@@"u8) ? sink.Key(name[1..]) : cursor.Key();
            cursor.Read();
            var text = cursor.Token == JsonTokenType.String;
            switch (code)
            {
                case (byte)'t' when LineRecord.TryTime(ref cursor, sink, ref record.TimeUnixNano):
                case (byte)'T' when LineRecord.TryTraceId(cursor, ref record.TraceId):
                case (byte)'S' when LineRecord.TrySpanId(cursor, ref record.SpanId):
                    break;
                case (byte)'l' when LineRecord.TrySeverity(ref cursor, sink, ref record):
                    leveled = true;
                    break;
                case (byte)'m' when text:
                    message = cursor.Text();
                    break;
                case (byte)'M' when text:
                    template = cursor.Text();
                    sink.Open.Add(sink.Key("message_template.text"u8), Value.OfString(template));
                    break;
                case (byte)'x' when text:
                    sink.Open.Add(sink.Key("exception.stacktrace"u8), Value.OfString(cursor.Text()));
                    break;
                case (byte)'i':
                    Add(ref cursor, sink, sink.Key("event.id"u8));
                    break;
                case (byte)'r' when cursor.Token == JsonTokenType.StartArray:
                    Renderings(ref cursor, sink);
                    break;
                default:
                    Add(ref cursor, sink, key);
                    break;
            }
        }

        // The format's words: an event without a level is informational.
        record.Severity = leveled ? record.Severity : SeverityNumber.Info;
        if (!message.IsEmpty)
        {
            record.Body = Value.OfString(message);
        }
        else if (!template.IsEmpty)
        {
            record.Body = Value.OfString(_template.Render(sink, template, mark, _renderings.AsSpan()));
        }

        return service;
    }

    private static bool TryService(ref JsonCursor cursor, out TextRef service)
    {
        service = default;
        if (!cursor.Reader.ValueTextEquals("service.name"u8))
        {
            return false;
        }

        var ahead = cursor;
        if (ahead.Read() && ahead.Token == JsonTokenType.String && !ahead.Reader.ValueSpan.IsEmpty)
        {
            service = ahead.Text();
            cursor = ahead;
            return true;
        }

        return false;
    }

    private static void Add(ref JsonCursor cursor, RecordSink sink, int key)
    {
        var value = cursor.Value();
        sink.Open.Add(key, value);
    }

    // Kept for the template, and as an attribute: with an own message they would be lost otherwise.
    private void Renderings(ref JsonCursor cursor, RecordSink sink)
    {
        var mark = sink.Open.ElementMark;
        while (cursor.ReadElement())
        {
            var value = cursor.Value();
            _renderings.Add(value.Kind == ValueKind.String ? value.Text : default);
            sink.Open.Add(value);
        }

        sink.Open.Add(sink.Key("message_template.renderings"u8), sink.Open.CloseArray(sink.Batch, mark));
    }
}
