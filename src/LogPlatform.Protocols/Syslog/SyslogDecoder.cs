using System.Buffers.Text;
using LogPlatform.Core.Records;
using LogPlatform.Protocols.Decoding;

namespace LogPlatform.Protocols.Syslog;

/// <summary>Decodes syslog messages. What fits neither RFC stays a record with the text as body: syslog has no way to refuse a message.</summary>
internal sealed class SyslogDecoder
{
    private readonly SyslogPriority _priority = new();
    private readonly Rfc5424 _rfc5424 = new();
    private TextRef _peer;

    /// <summary>Decodes the messages at <paramref name="payload"/> of the sink's batch.</summary>
    public void Decode(RecordSink sink, TextRef payload)
    {
        _priority.Start(sink.Batch);
        _peer = string.IsNullOrEmpty(sink.Header.Peer) ? default : sink.Batch.Append(sink.Header.Peer);
        var data = sink.Data();
        var frames = new SyslogFrames(data, payload.Offset, payload.Length, sink.Header.Format);
        while (frames.Next())
        {
            if (sink.IsFull)
            {
                sink.HasSurplus = true;
                return;
            }

            ref var record = ref sink.Add(new TextRef(frames.Start, frames.Length));
            Message(sink, data[..(frames.Start + frames.Length)], frames.Start, ref record);
        }
    }

    private void Message(RecordSink sink, ReadOnlySpan<byte> data, int start, ref LogRecord record)
    {
        // Some senders count the line end, or a terminating zero, as part of the message.
        data = data[..(start + data[start..].TrimEnd("\r\n\0"u8).Length)];
        var mark = sink.Open.MemberMark;
        var used = SyslogPriority.TryRead(data[start..], out var priority);
        if (used > 0)
        {
            sink.Open.Add(sink.Key("syslog.facility"u8), Value.OfString(_priority.Apply(ref record, priority)));
        }

        var from = start + used;
        var header = default(SyslogHeader);
        var parsed = used > 0 && data[from..].StartsWith("1 "u8)
            ? _rfc5424.TryParse(sink, data, from + 2, ref header)
            : Rfc3164.TryParse(data, from, sink.Header.ReceivedUnixNano, ref header);
        if (!parsed)
        {
            header = new SyslogHeader { BodyStart = start };
        }

        Apply(sink, data, header, ref record);
        record.AttributeStart = sink.Open.CloseAttributes(sink.Batch, mark, out record.AttributeCount);
        var host = header.Host.IsEmpty ? _peer : sink.Text(data, header.Host.Offset, header.Host.Length);
        record.Resource = sink.Resources.Intern(host, sink.Text(data, header.App.Offset, header.App.Length));
    }

    private static void Apply(RecordSink sink, ReadOnlySpan<byte> data, in SyslogHeader header, ref LogRecord record)
    {
        record.TimeUnixNano = header.Time;
        if (!header.OriginalTime.IsEmpty)
        {
            Add(sink, data, RecordNames.OriginalTime, header.OriginalTime);
        }

        if (!header.ProcessId.IsEmpty)
        {
            var text = data.Slice(header.ProcessId.Offset, header.ProcessId.Length);
            if (Utf8Parser.TryParse(text, out long process, out var digits) && digits == text.Length && text[0] is >= (byte)'0' and <= (byte)'9')
            {
                sink.Open.Add(sink.Key("process.pid"u8), Value.OfInt(process));
            }
            else
            {
                Add(sink, data, "syslog.procid"u8, header.ProcessId);
            }
        }

        if (!header.MessageId.IsEmpty)
        {
            Add(sink, data, "syslog.msgid"u8, header.MessageId);
        }

        var body = data[header.BodyStart..];
        var mark = body.StartsWith("\uFEFF"u8) ? 3 : 0;
        if (body.Length > mark)
        {
            record.Body = Value.OfString(sink.Text(data, header.BodyStart + mark, body.Length - mark));
        }
    }

    private static void Add(RecordSink sink, ReadOnlySpan<byte> data, ReadOnlySpan<byte> name, TextRef text) =>
        sink.Open.Add(sink.Key(name), Value.OfString(sink.Text(data, text.Offset, text.Length)));
}
