using LogPlatform.Core.Batches;
using LogPlatform.Core.Records;
using LogPlatform.Storage.Checksums;
using LogPlatform.Storage.Files;

namespace LogPlatform.Storage.Journal;

/// <summary>Reads journaled batches by position, in the worker's process: the hand-over by reference. Keeps recent segments open; not thread-safe.</summary>
public sealed class JournalReader : IDisposable
{
    // An open file keeps its disk space after retention has deleted it, so only a few.
    private const int MostOpen = 4;

    private readonly IStorageDirectory _files;
    private readonly List<(long Segment, IStorageFile File)> _open = [];

    /// <summary>Reads the journal in <paramref name="directory"/>.</summary>
    public JournalReader(string directory)
        : this(new DiskDirectory(directory))
    {
    }

    internal JournalReader(IStorageDirectory files) => _files = files;

    /// <summary>The journal's folder.</summary>
    public string Directory => _files.Name;

    /// <summary>
    /// Appends the payload at <paramref name="slice"/> to <paramref name="buffer"/> and checks it against its checksum and <paramref name="id"/>;
    /// false when the slice does not hold that batch (any more).
    /// </summary>
    public bool TryRead(BatchId id, JournalSlice slice, GrowList<byte> buffer, out TextRef payload, out BatchHeader? header)
    {
        payload = default;
        header = null;
        var start = buffer.Count;
        if (slice.Length < EntryHeader.FixedLength || slice.Offset < 0 || start > int.MaxValue - slice.Length)
        {
            return false;
        }

        // Head and payload in one read; the head's few bytes stay in the buffer before the payload.
        var bytes = buffer.AddUninitialized(slice.Length);
        if (TryReadBytes(slice, bytes)
            && EntryHeader.TryRead(bytes, slice.Segment, out var head)
            && head.Id == id
            && head.EntryLength == slice.Length
            && Crc32C.Compute(bytes.Slice(head.Length, head.PayloadLength)) == head.PayloadCrc)
        {
            payload = new TextRef(start + head.Length, head.PayloadLength);
            header = head.ToBatchHeader(bytes);
            return true;
        }

        buffer.Truncate(start);
        return false;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var (_, file) in _open)
        {
            file.Dispose();
        }

        _open.Clear();
    }

    private bool TryReadBytes(JournalSlice slice, Span<byte> bytes)
    {
        try
        {
            return FileOf(slice.Segment) is { } file && file.Read(slice.Offset, bytes) == bytes.Length;
        }
        catch (Exception e) when (DiskFault.Is(e))
        {
            return false;
        }
    }

    // The number of a segment is never used again, so an open file may be old (then its entries carry another number), but never the wrong one.
    private IStorageFile? FileOf(long segment)
    {
        var at = _open.FindIndex(open => open.Segment == segment);
        if (at >= 0)
        {
            return _open[at].File;
        }

        if (_files.Open(JournalSegment.FileNameOf(segment), FileAccess.Read) is not { } file)
        {
            return null;
        }

        if (_open.Count == MostOpen)
        {
            _open[0].File.Dispose();
            _open.RemoveAt(0);
        }

        _open.Add((segment, file));
        return file;
    }
}
