using LogPlatform.Storage.Files;

namespace LogPlatform.Storage.Tests.Files;

/// <summary>A handle on a <see cref="MemoryInode"/>.</summary>
internal sealed class MemoryFile(MemoryDirectory directory, string name, MemoryInode inode) : IStorageFile
{
    private bool _disposed;

    public long Length
    {
        get
        {
            lock (directory)
            {
                return inode.Bytes.Length;
            }
        }
    }

    public int Read(long offset, Span<byte> into)
    {
        lock (directory)
        {
            directory.Check(StorageOperation.Read, name);
            ObjectDisposedException.ThrowIf(_disposed, this);
            var from = inode.Bytes.AsSpan((int)Math.Min(offset, inode.Bytes.Length));
            var count = Math.Min(from.Length, into.Length);
            from[..count].CopyTo(into);
            return count;
        }
    }

    public void Write(long offset, ReadOnlySpan<byte> bytes)
    {
        lock (directory)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (directory.TearAfter is { } tear && bytes.Length > 0)
            {
                inode.Write(offset, bytes[..(int)Math.Min(tear, bytes.Length)]);
                if (tear < bytes.Length)
                {
                    throw new IOException("Torn.");
                }

                directory.TearAfter = tear - bytes.Length;
                return;
            }

            directory.Check(StorageOperation.Write, name);
            inode.Write(offset, bytes);
        }
    }

    public void Write(long offset, IReadOnlyList<ReadOnlyMemory<byte>> parts)
    {
        var all = new MemoryStream();
        foreach (var part in parts)
        {
            all.Write(part.Span);
        }

        Write(offset, all.ToArray());
    }

    public void Allocate(long length)
    {
        lock (directory)
        {
            directory.Check(StorageOperation.Allocate, name);
            directory.CheckRoom(length - inode.Bytes.Length);
            inode.SetLength(Math.Max(length, inode.Bytes.Length));
        }
    }

    public void SetLength(long length)
    {
        lock (directory)
        {
            directory.Check(StorageOperation.SetLength, name);
            inode.SetLength(length);
        }
    }

    public void Flush()
    {
        lock (directory)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            try
            {
                directory.Check(StorageOperation.Flush, name);
            }
            catch
            {
                inode.LoseUnsynced();
                throw;
            }

            inode.Flush();
            directory.Flushes++;
        }
    }

    public void Dispose() => _disposed = true;
}
