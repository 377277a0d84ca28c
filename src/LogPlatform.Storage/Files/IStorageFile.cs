namespace LogPlatform.Storage.Files;

/// <summary>A file that is read and written by position. Failures are <see cref="IOException"/>.</summary>
internal interface IStorageFile : IDisposable
{
    /// <summary>Length, bytes.</summary>
    long Length { get; }

    /// <summary>Fills <paramref name="into"/> from <paramref name="offset"/>; less only where the file ends. Returns the bytes read.</summary>
    int Read(long offset, Span<byte> into);

    /// <summary>Writes all bytes at <paramref name="offset"/>.</summary>
    void Write(long offset, ReadOnlySpan<byte> bytes);

    /// <summary>Writes all parts, one behind the other, from <paramref name="offset"/>.</summary>
    void Write(long offset, IReadOnlyList<ReadOnlyMemory<byte>> parts);

    /// <summary>Makes the file at least <paramref name="length"/> long, with room on the disk for all of it: a later write cannot find the disk full.</summary>
    void Allocate(long length);

    /// <summary>Cuts or lengthens the file.</summary>
    void SetLength(long length);

    /// <summary>Makes all bytes written so far durable.</summary>
    void Flush();
}
