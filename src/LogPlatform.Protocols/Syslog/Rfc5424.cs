using System.Text;
using System.Text.Unicode;
using LogPlatform.Core.Records;
using LogPlatform.Core.Time;
using LogPlatform.Protocols.Decoding;

namespace LogPlatform.Protocols.Syslog;

/// <summary>Parses what follows priority and version of a message after RFC 5424. Structured data become attributes <c>sd.ID.NAME</c>.</summary>
internal sealed class Rfc5424
{
    private readonly GrowList<byte> _name = new();

    /// <summary>Parses from <paramref name="position"/> to the end of <paramref name="data"/>; false, with no attributes left open, when it is not of that form.</summary>
    public bool TryParse(RecordSink sink, ReadOnlySpan<byte> data, int position, ref SyslogHeader header)
    {
        if (!Field(data, ref position, out var time) || !Field(data, ref position, out header.Host) || !Field(data, ref position, out header.App)
            || !Field(data, ref position, out header.ProcessId) || !Field(data, ref position, out header.MessageId))
        {
            return false;
        }

        if (!time.IsEmpty && Rfc3339.Parse(data.Slice(time.Offset, time.Length), out header.Time) != TimeReading.Read)
        {
            header.OriginalTime = time;
        }

        var mark = sink.Open.MemberMark;
        if (!StructuredData(sink, data, ref position) || (position < data.Length && data[position] != ' '))
        {
            sink.Open.Abandon(mark, sink.Open.ElementMark);
            return false;
        }

        header.BodyStart = Math.Min(position + 1, data.Length);
        return true;
    }

    // A field and the space behind it; "-" is absent.
    private static bool Field(ReadOnlySpan<byte> data, ref int position, out TextRef field)
    {
        var length = data[position..].IndexOf((byte)' ');
        field = length == 1 && data[position] == '-' ? default : new TextRef(position, Math.Max(length, 0));
        position += length + 1;
        return length > 0;
    }

    private bool StructuredData(RecordSink sink, ReadOnlySpan<byte> data, ref int position)
    {
        if (position < data.Length && data[position] == '-')
        {
            position++;
            return true;
        }

        var any = false;
        while (position < data.Length && data[position] == '[')
        {
            any = true;
            position++;
            if (!Element(sink, data, ref position))
            {
                return false;
            }
        }

        return any;
    }

    private bool Element(RecordSink sink, ReadOnlySpan<byte> data, ref int position)
    {
        var length = data[position..].IndexOfAny((byte)' ', (byte)']');
        if (length <= 0)
        {
            return false;
        }

        var id = data.Slice(position, length);
        position += length;
        if (data[position] == ']')
        {
            sink.Open.Add(Name(sink, id, default), Value.OfBool(true));
        }

        while (data[position] == ' ')
        {
            position++;
            var equals = data[position..].IndexOfAny(" =]\""u8);
            if (equals <= 0 || !data[(position + equals)..].StartsWith("=\""u8))
            {
                return false;
            }

            var key = Name(sink, id, data.Slice(position, equals));
            position += equals + 2;
            if (!Quoted(sink, data, ref position, out var value) || position >= data.Length)
            {
                return false;
            }

            sink.Open.Add(key, Value.OfString(value));
        }

        return data[position++] == ']';
    }

    // A value up to its closing quote; backslashes escape quotes, backslashes and brackets, and are kept before anything else.
    private static bool Quoted(RecordSink sink, ReadOnlySpan<byte> data, ref int position, out TextRef value)
    {
        var start = position;
        var escaped = false;
        while (true)
        {
            var length = data[position..].IndexOfAny((byte)'"', (byte)'\\');
            if (length < 0)
            {
                value = default;
                return false;
            }

            position += length;
            if (data[position] == '"')
            {
                break;
            }

            escaped = true;
            position = Math.Min(position + 2, data.Length);
        }

        value = escaped ? Unescape(sink, data[start..position]) : sink.Text(data, start, position - start);
        position++;
        return true;
    }

    private static TextRef Unescape(RecordSink sink, ReadOnlySpan<byte> value)
    {
        var batch = sink.Batch;
        var start = batch.Buffer.Count;
        for (var i = 0; i < value.Length; i++)
        {
            if (value[i] == '\\' && i + 1 < value.Length && value[i + 1] is (byte)'"' or (byte)'\\' or (byte)']')
            {
                i++;
            }

            batch.Buffer.Add(value[i]);
        }

        return sink.Text(sink.Data(), start, batch.Buffer.Count - start);
    }

    private int Name(RecordSink sink, ReadOnlySpan<byte> id, ReadOnlySpan<byte> parameter)
    {
        _name.ClearAndTrim(1 << 12);
        _name.AddRange("sd."u8);
        _name.AddRange(id);
        if (!parameter.IsEmpty)
        {
            _name.Add((byte)'.');
            _name.AddRange(parameter);
        }

        ReadOnlySpan<byte> name = _name.AsSpan();
        return sink.Key(Utf8.IsValid(name) ? name : Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(name)));
    }
}
