namespace LogPlatform.Protocols.Syslog;

/// <summary>Reads the octet count and the space before a counted frame (RFC 6587, 3.4.1).</summary>
internal static class OctetCount
{
    private const int MaxDigits = 9;

    /// <summary>
    /// The length of the message behind the count at the start of <paramref name="bytes"/>. False with a <paramref name="header"/> of 0 means that more bytes are needed, with -1 that this
    /// is no count.
    /// </summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out int header, out int length)
    {
        length = 0;
        for (header = 0; header < bytes.Length; header++)
        {
            var digit = bytes[header] - '0';
            if ((uint)digit <= 9 && header < MaxDigits && (header > 0 || digit > 0))
            {
                length = (length * 10) + digit;
                continue;
            }

            if (header > 0 && bytes[header] == ' ')
            {
                header++;
                return true;
            }

            header = -1;
            return false;
        }

        header = 0;
        return false;
    }

    /// <summary>How many line ends stand between two frames: some senders end a counted message with one that they do not count.</summary>
    public static int LineEnds(ReadOnlySpan<byte> bytes)
    {
        var used = bytes.IndexOfAnyExcept((byte)'\n', (byte)'\r');
        return used < 0 ? bytes.Length : used;
    }
}
