using Microsoft.Win32.SafeHandles;

namespace LogPlatform.Storage.Files;

/// <summary>A file on disk.</summary>
internal sealed class DiskFile : IStorageFile
{
    private readonly FileStream _stream;
    private readonly SafeFileHandle _handle;

    public DiskFile(string path, FileMode mode, FileAccess access)
    {
        // Workers read while the gateway writes and renames, so nothing is shared exclusively here; the folder's lock keeps a second gateway out.
        _stream = OpenStream(path, mode, access, FileShare.ReadWrite | FileShare.Delete);
        _handle = _stream.SafeFileHandle;
    }

    public long Length => RandomAccess.GetLength(_handle);

    /// <summary>Opens a stream without a buffer; a file that is created is for its owner only.</summary>
    public static FileStream OpenStream(string path, FileMode mode, FileAccess access, FileShare share)
    {
        var options = new FileStreamOptions { Mode = mode, Access = access, Share = share, BufferSize = 0 };
        if (!OperatingSystem.IsWindows() && mode != FileMode.Open)
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(path, options);
    }

    public int Read(long offset, Span<byte> into)
    {
        var done = 0;
        while (done < into.Length)
        {
            var read = RandomAccess.Read(_handle, into[done..], offset + done);
            if (read == 0)
            {
                break;
            }

            done += read;
        }

        return done;
    }

    public void Write(long offset, ReadOnlySpan<byte> bytes) => RandomAccess.Write(_handle, bytes, offset);

    public void Write(long offset, IReadOnlyList<ReadOnlyMemory<byte>> parts) => RandomAccess.Write(_handle, parts, offset);

    public void Allocate(long length) => NativeFile.Allocate(_handle, length);

    public void SetLength(long length) => RandomAccess.SetLength(_handle, length);

    public void Flush() => NativeFile.FlushData(_handle);

    public void Dispose() => _stream.Dispose();
}
