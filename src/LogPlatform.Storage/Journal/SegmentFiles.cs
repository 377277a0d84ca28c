using LogPlatform.Storage.Files;

namespace LogPlatform.Storage.Journal;

/// <summary>
/// Makes and frees segment files. A freed file becomes a spare, and a new segment is a renamed spare where there is one: its extents and often its
/// pages exist already, so a write into it changes no metadata. Used by one thread at a time.
/// </summary>
internal sealed class SegmentFiles(IStorageDirectory directory, JournalOptions options)
{
    private const string SpareExtension = ".spare";
    private const int MostSpares = 2;

    private readonly Queue<Spare> _spares = new();

    /// <summary>Bytes of files that wait to be used again.</summary>
    public long SpareBytes { get; private set; }

    /// <summary>Whether a file left by an earlier run is a spare. Those are deleted: nothing says how old their bytes are.</summary>
    public static bool IsSpare(string name) => name.EndsWith(SpareExtension, StringComparison.Ordinal);

    /// <summary>
    /// Makes the file of a segment with room for <paramref name="dataBytes"/> of entries: the header is durable, and so is the name.
    /// </summary>
    /// <exception cref="IOException">No room, or the disk failed.</exception>
    public IStorageFile Create(SegmentHeader header, long dataBytes, out JournalSegment segment)
    {
        var name = JournalSegment.FileNameOf(header.Number);
        var length = Math.Max(options.SegmentBytes, SegmentHeader.DataStart + dataBytes);
        segment = new JournalSegment(header, length) { Index = [] };
        IStorageFile? file = null;
        try
        {
            TrimSpares(header.CreatedUnixNano);
            file = length == options.SegmentBytes ? Reuse(segment) : null;
            if (file is null)
            {
                if (directory.FreeBytes < length + options.MinFreeBytes)
                {
                    throw new IOException($"A journal segment of {length} bytes would leave less than {options.MinFreeBytes} bytes free on the disk.");
                }

                file = directory.Create(name);
            }

            file.Allocate(length);

            // The name is durable before the content changes, else after a power loss a spare could be found whose bytes claim to be this segment;
            // and the header is durable before an entry follows, so a segment without a sound header never held an acknowledged batch.
            directory.Flush();
            file.Write(0, header.Encode());
            file.Write(SegmentSummary.Offset, new byte[SegmentHeader.DataStart - SegmentSummary.Offset]);
            file.Flush();
            return file;
        }
        catch (Exception e) when (DiskFault.Is(e))
        {
            file?.Dispose();
            directory.TryDelete(name);
            throw;
        }
    }

    /// <summary>Frees the file of a segment, to be used again or deleted.</summary>
    public void Free(JournalSegment segment, long nowUnixNano)
    {
        // A spare still holds raw bytes. The promised age holds for those too, so a file past it is deleted; a fresh one (taken for its size) is kept.
        var reusable = segment.FileLength <= options.SegmentBytes
            && segment.FileLength >= options.SegmentBytes / 2
            && _spares.Count < MostSpares
            && !IsPastAge(segment.LastWrittenUnixNano, nowUnixNano);
        if (!reusable)
        {
            directory.Delete(segment.FileName);
            return;
        }

        var name = $"{segment.Header.Number:D16}{SpareExtension}";
        directory.Rename(segment.FileName, name);
        _spares.Enqueue(new Spare(name, segment.FileLength, Math.Min(segment.LastWrittenUnixNano, segment.StaleUnixNano ?? long.MaxValue)));
        SpareBytes += segment.FileLength;
    }

    /// <summary>Deletes spares whose bytes are older than batches may become.</summary>
    public void TrimSpares(long nowUnixNano)
    {
        while (_spares.TryPeek(out var oldest) && IsPastAge(oldest.WrittenUnixNano, nowUnixNano))
        {
            directory.Delete(oldest.Name);
            SpareBytes -= _spares.Dequeue().Length;
        }
    }

    /// <summary>Overwrites what a recycled file still holds of its earlier life, when that is older than batches may become.</summary>
    public void EraseStale(JournalSegment segment, IStorageFile file, long nowUnixNano)
    {
        if (segment.StaleUnixNano is { } stale && IsPastAge(stale, nowUnixNano))
        {
            var length = segment.FileLength;
            file.SetLength(segment.DataEnd);
            (segment.FileLength, segment.StaleUnixNano) = (segment.DataEnd, null);
            file.Allocate(length);
            segment.FileLength = length;
        }
    }

    private bool IsPastAge(long written, long now) => now - written >= (long)options.MaxAge.TotalNanoseconds;

    private IStorageFile? Reuse(JournalSegment segment)
    {
        if (!_spares.TryDequeue(out var spare))
        {
            return null;
        }

        SpareBytes -= spare.Length;
        segment.StaleUnixNano = spare.WrittenUnixNano;
        directory.Rename(spare.Name, segment.FileName);
        return directory.Open(segment.FileName, FileAccess.ReadWrite);
    }

    private readonly record struct Spare(string Name, long Length, long WrittenUnixNano);
}
