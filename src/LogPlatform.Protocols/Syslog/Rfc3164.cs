using LogPlatform.Core.Records;

namespace LogPlatform.Protocols.Syslog;

/// <summary>
/// Parses what follows the priority of a BSD syslog message (RFC 3164), as senders really write it: with or without host, with the RFC's time without year or an ISO 8601 one (rsyslog's forward format).
/// </summary>
internal static class Rfc3164
{
    private const int MaxTag = 64;

    /// <summary>Parses from <paramref name="position"/> to the end of <paramref name="data"/>; false when nothing of a header is there, not even a tag with a process id.</summary>
    public static bool TryParse(ReadOnlySpan<byte> data, int position, long received, ref SyslogHeader header)
    {
        var timed = Rfc3164Time.TryRead(data[position..], received, out header.Time, out var used);
        if (!timed)
        {
            // Without a time nothing tells a header from text; only a tag with its process id is beyond doubt.
            header.BodyStart = position;
            Tag(data, ref header, needsProcess: true);
            return position > 0 && data[position - 1] == '>' || !header.App.IsEmpty;
        }

        position += used;
        if (header.Time == 0)
        {
            header.OriginalTime = new TextRef(position - used, data[(position - used)..position].TrimEnd(" :"u8).Length);
        }

        header.BodyStart = SkipSpace(data, position);
        if (Tag(data, ref header, needsProcess: false))
        {
            return true;
        }

        var host = data[header.BodyStart..].IndexOf((byte)' ');
        if (host > 0 && IsHost(data.Slice(header.BodyStart, host)))
        {
            header.Host = new TextRef(header.BodyStart, host);
            header.BodyStart = SkipSpace(data, header.BodyStart + host);
            Tag(data, ref header, needsProcess: false);
        }

        return true;
    }

    // "sshd[811]: text", "su: text", "CRON[7] text": the body starts behind it.
    private static bool Tag(ReadOnlySpan<byte> data, ref SyslogHeader header, bool needsProcess)
    {
        var rest = data[header.BodyStart..];
        var length = rest[..Math.Min(rest.Length, MaxTag)].IndexOfAny(" :["u8);
        if (length <= 0 || rest[length] == ' ' || (rest[length] == ':' && needsProcess))
        {
            return false;
        }

        var end = length;
        var process = default(TextRef);
        if (rest[length] == '[')
        {
            var close = rest[length..].IndexOf((byte)']');
            if (close is < 2 or > MaxTag || rest.Slice(length, close).Contains((byte)' '))
            {
                return false;
            }

            process = new TextRef(header.BodyStart + length + 1, close - 1);
            end = length + close + 1;
        }

        var colon = end < rest.Length && rest[end] == ':';
        if (!colon && (process.IsEmpty || (end < rest.Length && rest[end] != ' ')))
        {
            return false;
        }

        // A colon inside of a word is not the end of a tag but part of an address or a URL.
        end += colon ? 1 : 0;
        if (end < rest.Length && rest[end] != ' ' && process.IsEmpty)
        {
            return false;
        }

        header.App = new TextRef(header.BodyStart, length);
        header.ProcessId = process;
        header.BodyStart += end < rest.Length && rest[end] == ' ' ? end + 1 : end;
        return true;
    }

    private static bool IsHost(ReadOnlySpan<byte> token)
    {
        foreach (var b in token)
        {
            if (!char.IsAsciiLetterOrDigit((char)b) && b is not ((byte)'.' or (byte)'-' or (byte)'_' or (byte)':' or (byte)'%' or (byte)'[' or (byte)']' or (byte)'/' or (byte)'@'))
            {
                return false;
            }
        }

        return true;
    }

    private static int SkipSpace(ReadOnlySpan<byte> data, int position)
    {
        var used = data[position..].IndexOfAnyExcept((byte)' ');
        return used < 0 ? data.Length : position + used;
    }
}
