using LogPlatform.Core.Audit;
using LogPlatform.Storage.Files;

namespace LogPlatform.Storage.Audit;

/// <summary>The lines of an audit file, read by their position. A line that is no entry is read as null.</summary>
internal sealed class AuditFile(IStorageFile file) : IDisposable
{
    private const int ChunkBytes = 64 << 10;

    /// <summary>Bytes of the file.</summary>
    public long Length => file.Length;

    /// <summary>The lines from <paramref name="from"/>, where one starts, up to <paramref name="end"/>; what follows the last line feed is not one.</summary>
    /// <exception cref="IOException">The disk failed.</exception>
    public IEnumerable<AuditLine> Lines(long from, long end)
    {
        var buffer = new byte[ChunkBytes];
        for (var (at, kept) = (from, 0); at + kept < end;)
        {
            if (kept == buffer.Length)
            {
                Array.Resize(ref buffer, 2 * buffer.Length);
            }

            var read = file.Read(at + kept, buffer.AsSpan(kept, (int)Math.Min(buffer.Length - kept, end - at - kept)));
            if (read == 0)
            {
                yield break;
            }

            var (start, filled) = (0, kept + read);
            while (buffer.AsSpan(start, filled - start).IndexOf((byte)'\n') is >= 0 and var length)
            {
                yield return new AuditLine(at + start, at + start + length + 1, AuditJson.Parse(buffer.AsSpan(start, length)));
                start += length + 1;
            }

            kept = filled - start;
            buffer.AsSpan(start, kept).CopyTo(buffer);
            at += start;
        }
    }

    /// <summary>Writes an entry at <paramref name="offset"/>, durably, and says where it ends.</summary>
    /// <exception cref="IOException">No room, or the disk failed.</exception>
    public long Write(long offset, AuditEntry entry)
    {
        byte[] line = [.. AuditJson.Write(entry), (byte)'\n'];
        file.Write(offset, line);
        file.Flush();
        return offset + line.Length;
    }

    /// <summary>Makes everything from <paramref name="from"/> to <paramref name="end"/> durable and cuts off what follows.</summary>
    /// <exception cref="IOException">The disk failed.</exception>
    public void Harden(long from, long end)
    {
        file.Rewrite(from, end);
        file.SetLength(end);
        file.Flush();
    }

    /// <summary>Cuts off what follows <paramref name="end"/>.</summary>
    /// <exception cref="IOException">The disk failed.</exception>
    public void Cut(long end) => file.SetLength(end);

    /// <summary>Closes the file.</summary>
    public void Dispose() => file.Dispose();
}
