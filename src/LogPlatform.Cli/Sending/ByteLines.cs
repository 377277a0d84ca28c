using System.Buffers;

namespace LogPlatform.Cli.Sending;

/// <summary>Cuts buffered bytes into lines.</summary>
internal static class ByteLines
{
    /// <summary>Takes the next whole line from <paramref name="buffer"/>, or the rest when <paramref name="isLast"/>; false when there is none.</summary>
    public static bool TryTake(ref ReadOnlySequence<byte> buffer, bool isLast, out ReadOnlySequence<byte> line)
    {
        if (buffer.PositionOf((byte)'\n') is { } end)
        {
            line = buffer.Slice(0, end);
            buffer = buffer.Slice(buffer.GetPosition(1, end));
            return true;
        }

        line = buffer;
        buffer = isLast ? buffer.Slice(buffer.End) : buffer;
        return isLast && !line.IsEmpty;
    }

    /// <summary>A line as one span; copied into <paramref name="joined"/> when it lies in pieces.</summary>
    public static ReadOnlySpan<byte> Join(in ReadOnlySequence<byte> line, ArrayBufferWriter<byte> joined)
    {
        if (line.IsSingleSegment)
        {
            return line.FirstSpan;
        }

        joined.ResetWrittenCount();
        foreach (var part in line)
        {
            joined.Write(part.Span);
        }

        return joined.WrittenSpan;
    }
}
