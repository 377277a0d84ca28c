using LogPlatform.Core.Batches;

namespace LogPlatform.Gateway.Ingest.Syslog;

internal sealed class FrameCutter(int maxMessageBytes)
{
    public const int Overhead = 16;

    private const int MaxDigits = 9;

    public BatchFormat Format { get; private set; }

    public FrameCut Cut(ReadOnlySpan<byte> buffered)
    {
        if (Format == BatchFormat.None && !TryDetect(buffered))
        {
            return default;
        }

        if (Format == BatchFormat.SyslogCounted)
        {
            return CutCounted(buffered);
        }

        var end = buffered.LastIndexOf((byte)'\n') + 1;
        return new FrameCut(end, MemoryExtensions.Count(buffered[..end], (byte)'\n'), false);
    }

    private bool TryDetect(ReadOnlySpan<byte> buffered)
    {
        var digits = buffered.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        if (digits < 0 && buffered.Length <= MaxDigits)
        {
            return false;
        }

        Format = digits is > 0 and <= MaxDigits && buffered[0] != '0' && buffered[digits] == ' ' ? BatchFormat.SyslogCounted : BatchFormat.SyslogLines;
        return true;
    }

    private FrameCut CutCounted(ReadOnlySpan<byte> buffered)
    {
        var bytes = 0;
        var frames = 0;
        while (bytes < buffered.Length)
        {
            var rest = buffered[bytes..];
            var digits = rest.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
            if (digits < 0 && rest.Length <= MaxDigits)
            {
                break;
            }

            if (digits is <= 0 or > MaxDigits || rest[digits] != ' ' || rest[0] == '0'
                || int.Parse(rest[..digits], System.Globalization.CultureInfo.InvariantCulture) is var length && length > maxMessageBytes)
            {
                return new FrameCut(bytes, frames, true);
            }

            if (rest.Length < digits + 1 + length)
            {
                break;
            }

            bytes += digits + 1 + length;
            frames++;
        }

        return new FrameCut(bytes, frames, false);
    }
}
