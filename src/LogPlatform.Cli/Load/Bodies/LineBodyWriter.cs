using System.Buffers.Text;

namespace LogPlatform.Cli.Load.Bodies;

/// <summary>Bodies whose records simply follow one another.</summary>
internal abstract class LineBodyWriter(int seed) : BodyWriter(seed)
{
    // A number or an octet count in front, the record's number inside.
    private const int MostExtra = 40;

    /// <inheritdoc/>
    public sealed override ReadOnlyMemory<byte> Write(long first, int count, long unixNano)
    {
        var longest = 0;
        foreach (var template in Templates)
        {
            longest = Math.Max(longest, template.Bytes.Length);
        }

        var buffer = Room((long)count * (longest + MostExtra));
        Span<byte> number = stackalloc byte[20];
        Span<byte> time = stackalloc byte[TimeText.Rfc3339Width];
        var second = -1L;
        var at = 0;
        for (var i = 0; i < count; i++, unixNano += 1000)
        {
            var template = Templates[Noise.Below(Templates.Length)];
            Utf8Formatter.TryFormat(first + i, number, out var digits);
            at += WriteFrame(buffer.AsSpan(at), template.Bytes.Length + digits);
            var record = buffer.AsSpan(at);
            at += template.Write(record, number[..digits], ref Noise);
            foreach (var offset in template.TimeOffsets)
            {
                TimeText.WriteRfc3339(record[offset..], unixNano, time, ref second);
            }
        }

        return buffer.AsMemory(0, at);
    }

    /// <summary>Writes what goes before a record of <paramref name="length"/> bytes and returns how much that was.</summary>
    protected virtual int WriteFrame(Span<byte> destination, int length) => 0;
}
