using System.Buffers;
using System.Buffers.Text;

namespace LogPlatform.Protocols.Syslog;

/// <summary>Finds whole messages in what a syslog connection has sent so far. Nothing is copied.</summary>
public static class SyslogFraming
{
    /// <summary>The mode that a connection's first bytes tell: digits and a space mean counted frames, anything else lines. None while only digits are there.</summary>
    public static SyslogFramingMode Detect(ReadOnlySpan<byte> first) =>
        OctetCount.TryRead(first, out var header, out _) ? SyslogFramingMode.Counted : header < 0 ? SyslogFramingMode.Lines : SyslogFramingMode.None;

    /// <summary>
    /// Scans buffered bytes. Take <see cref="SyslogScan.Bytes"/> off the front as part of a batch, then scan the rest again when more has come; at the end of the connection scan
    /// with <paramref name="closing"/> until the result is 0 bytes. A line longer than <paramref name="maxLineBytes"/> comes in pieces of at most that; a counted frame longer than that is an error.
    /// </summary>
    public static SyslogScan Scan(SyslogFramingMode mode, ReadOnlySpan<byte> buffered, int maxLineBytes, bool closing = false) =>
        mode == SyslogFramingMode.Counted ? ScanCounted(buffered, maxLineBytes, closing) : ScanLines(buffered, maxLineBytes, closing);

    /// <summary>Writes a datagram, which is one message, as a counted frame, so that it may hold newlines. False, with nothing written, for an empty one.</summary>
    public static bool WriteCounted(ReadOnlySpan<byte> message, IBufferWriter<byte> output)
    {
        if (message.IsEmpty)
        {
            return false;
        }

        Span<byte> count = stackalloc byte[11];
        Utf8Formatter.TryFormat(message.Length, count, out var digits);
        count[digits++] = (byte)' ';
        output.Write(count[..digits]);
        output.Write(message);
        return true;
    }

    private static SyslogScan ScanLines(ReadOnlySpan<byte> buffered, int max, bool closing)
    {
        var position = 0;
        var frames = 0;
        while (position < buffered.Length)
        {
            var rest = buffered[position..];
            var end = rest.IndexOf((byte)'\n');
            var length = end < 0 ? rest.Length : end;

            // One byte of grace: it may be a carriage return.
            if (length > max + 1 || (length == max + 1 && (end >= 0 || closing) && rest[max] != '\r'))
            {
                return position > 0 ? new SyslogScan(position, frames) : Piece(rest, max);
            }

            if (end < 0)
            {
                return position > 0 ? new SyslogScan(position, frames)
                    : !closing ? default
                    : IsBlank(rest) ? new SyslogScan(rest.Length, 0)
                    : new SyslogScan(rest.Length, 1, NeedsNewline: true);
            }

            frames += IsBlank(rest[..end]) ? 0 : 1;
            position += end + 1;
        }

        return new SyslogScan(position, frames);
    }

    private static SyslogScan Piece(ReadOnlySpan<byte> line, int max)
    {
        // Not inside of a character, as long as the bytes are UTF-8 at all.
        var cut = max;
        for (var back = 0; back < 3 && cut > 1 && (line[cut] & 0xC0) == 0x80; back++)
        {
            cut--;
        }

        return IsBlank(line[..cut]) ? new SyslogScan(cut, 0) : new SyslogScan(cut, 1, NeedsNewline: true);
    }

    private static SyslogScan ScanCounted(ReadOnlySpan<byte> buffered, int max, bool closing)
    {
        var position = 0;
        var frames = 0;
        while (true)
        {
            position += OctetCount.LineEnds(buffered[position..]);
            var rest = buffered[position..];
            if (rest.IsEmpty)
            {
                return new SyslogScan(position, frames);
            }

            if (!OctetCount.TryRead(rest, out var header, out var length) && header < 0)
            {
                return new SyslogScan(position, frames, Error: "a message does not start with its octet count");
            }

            if (length > max)
            {
                return new SyslogScan(position, frames, Error: $"an octet count exceeds the limit of {max}");
            }

            if (header == 0 || rest.Length - header < length)
            {
                return new SyslogScan(position, frames, Error: closing && position == 0 ? "the connection ended inside a message" : null);
            }

            frames++;
            position += header + length;
        }
    }

    private static bool IsBlank(ReadOnlySpan<byte> line) => line.IndexOfAnyExcept((byte)' ', (byte)'\t', (byte)'\r') < 0;
}
