using LogPlatform.Core.Batches;
using LogPlatform.Protocols.Envelopes;
using LogPlatform.Protocols.Lines;

namespace LogPlatform.Protocols.Syslog;

/// <summary>Steps through the messages of a journaled syslog batch.</summary>
internal ref struct SyslogFrames(ReadOnlySpan<byte> data, int start, int length, BatchFormat format)
{
    private readonly ReadOnlySpan<byte> _data = data[..(start + length)];
    private LineCursor _lines = new(data, start, length);
    private int _next = start;

    /// <summary>First byte of the current message.</summary>
    public int Start { get; private set; }

    /// <summary>Its length; line ends are no part of it.</summary>
    public int Length { get; private set; }

    /// <summary>Whether <see cref="Next"/> ended because what follows is no frame.</summary>
    public bool IsMalformed { get; private set; }

    /// <summary>Counts the messages of a payload.</summary>
    public static EnvelopeVerdict Inspect(ReadOnlySpan<byte> payload, BatchFormat format, IngestLimits limits)
    {
        var frames = new SyslogFrames(payload, 0, payload.Length, format);
        var count = 0;
        while (frames.Next())
        {
            if (++count > limits.MaxRecords)
            {
                return new EnvelopeVerdict(0, $"more than {limits.MaxRecords} records");
            }
        }

        return frames.IsMalformed ? new EnvelopeVerdict(0, $"message {count + 1} does not fit its octet count") : new EnvelopeVerdict(count, null);
    }

    /// <summary>Steps to the next message; false at the end.</summary>
    public bool Next()
    {
        if (format == BatchFormat.SyslogLines)
        {
            var found = _lines.Next();
            Start = _lines.Start;
            Length = _lines.Length;
            return found;
        }

        _next += OctetCount.LineEnds(_data[_next..]);
        if (_next == _data.Length)
        {
            return false;
        }

        if (!OctetCount.TryRead(_data[_next..], out var header, out var length) || length > _data.Length - _next - header)
        {
            IsMalformed = true;
            return false;
        }

        Start = _next + header;
        Length = length;
        _next = Start + length;
        return true;
    }
}
