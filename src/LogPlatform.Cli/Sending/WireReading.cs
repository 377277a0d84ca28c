namespace LogPlatform.Cli.Sending;

/// <summary>Reads protobuf's wire format, as far as this tool looks into it.</summary>
internal static class WireReading
{
    /// <summary>Takes the next field; false when the message is malformed.</summary>
    /// <param name="message">The message; what was taken is cut off.</param>
    /// <param name="field">Number of the field.</param>
    /// <param name="contents">Contents of a length-delimited field, the encoded number of any other.</param>
    public static bool TryField(scoped ref ReadOnlySpan<byte> message, out int field, out ReadOnlySpan<byte> contents)
    {
        contents = [];
        field = 0;
        if (!TryVarint(ref message, out var tag))
        {
            return false;
        }

        field = (int)(tag >> 3);
        var rest = message;
        ulong length;
        switch (tag & 7)
        {
            case 0 when TryVarint(ref rest, out _):
                length = (ulong)(message.Length - rest.Length);
                break;
            case 1:
                length = 8;
                break;
            case 2 when TryVarint(ref message, out length):
                break;
            case 5:
                length = 4;
                break;
            default:
                return false;
        }

        if (length > (ulong)message.Length)
        {
            return false;
        }

        contents = message[..(int)length];
        message = message[(int)length..];
        return true;
    }

    /// <summary>Takes a varint; false when there is none.</summary>
    public static bool TryVarint(scoped ref ReadOnlySpan<byte> bytes, out ulong value)
    {
        value = 0;
        for (var i = 0; i < Math.Min(10, bytes.Length); i++)
        {
            value |= (ulong)(bytes[i] & 0x7F) << (7 * i);
            if (bytes[i] < 0x80)
            {
                bytes = bytes[(i + 1)..];
                return true;
            }
        }

        return false;
    }
}
