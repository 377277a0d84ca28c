using System.Runtime.InteropServices;
using LogPlatform.Storage.Files;

namespace LogPlatform.Storage.Journal;

/// <summary>
/// Writes groups of entries to the newest segment and starts the next one when it is full or failed. Used by one thread at a time.
/// </summary>
internal sealed class SegmentAppender(
    IStorageDirectory directory,
    JournalOptions options,
    SegmentCatalog catalog,
    JournalCounters counters,
    JournalPosition position) : IDisposable
{
    private readonly SegmentFiles _files = new(directory, options);
    private readonly List<EntryHeader> _headers = [];
    private JournalPosition _position = position;
    private JournalSegment? _segment;
    private IStorageFile? _file;

    /// <summary>Bytes of files that wait to be used again.</summary>
    public long SpareBytes => _files.SpareBytes;

    /// <summary>Bytes that the next entry may have without a new segment.</summary>
    public long Room => _segment is null ? options.SegmentBytes - SegmentHeader.DataStart : _segment.FileLength - _segment.DataEnd;

    /// <summary>Writes and syncs a group; its entries are in the catalog then. On a fault nothing of it was kept.</summary>
    /// <returns>The entries, in order, valid until the next call.</returns>
    /// <exception cref="IOException">No room, or the disk failed.</exception>
    public IReadOnlyList<EntryHeader> Append(EntryGroup group, long nowUnixNano)
    {
        if (_segment is null || group.Bytes > Room)
        {
            Start(group.Bytes, nowUnixNano);
        }

        var segment = _segment!;
        try
        {
            _file!.Write(segment.DataEnd, group.LayOut(segment, nowUnixNano, _headers));
            _file.Flush();
        }
        catch (Exception e) when (DiskFault.Is(e))
        {
            // After a failed sync the kernel may hold pages as clean that never reached the disk, and a second sync would report success for them. So
            // neither the group nor this file's end is trusted again: the group is refused and the next one goes to a new segment, whose header
            // voids all that this file has from here on.
            Abandon();
            throw;
        }

        counters.CountGroup(_headers.Count, group.Bytes);
        catalog.Publish(segment, CollectionsMarshal.AsSpan(_headers));
        _position = _position with { NextId = segment.EndId, Accepted = segment.AcceptedEnd };
        return _headers;
    }

    /// <summary>Frees what retention may take.</summary>
    /// <exception cref="IOException">The disk failed.</exception>
    public void Trim(long nowUnixNano)
    {
        var released = catalog.Released.Value;
        if (catalog.Newest is { } newest && JournalRetention.IsNewestDue(newest, released, options, nowUnixNano))
        {
            Start(0, nowUnixNano);
        }

        FreeExpired(nowUnixNano);
        _files.TrimSpares(nowUnixNano);
        if (_segment is not null)
        {
            _files.EraseStale(_segment, _file!, nowUnixNano);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_segment is not null)
        {
            try
            {
                Finish();
            }
            catch (Exception e) when (DiskFault.Is(e))
            {
                // All entries are synced; the next start finds the end by itself.
            }
        }
    }

    private void Start(long dataBytes, long nowUnixNano)
    {
        if (_segment is not null)
        {
            Finish();
        }

        // Numbers are burned even if this fails: a file of that number may be left behind.
        var number = _position.NextSegment;
        _position = _position with { NextSegment = number + 1 };
        var header = new SegmentHeader(number, _position.NextId, _position.Accepted, nowUnixNano);
        try
        {
            Open(header, dataBytes);
        }
        catch (Exception e) when (DiskFault.Is(e))
        {
            if (!TryFreeForRoom(nowUnixNano))
            {
                throw;
            }

            Open(header, dataBytes);
        }

        try
        {
            FreeExpired(nowUnixNano);
        }
        catch (Exception e) when (DiskFault.Is(e))
        {
            // That an old file stays is no reason to refuse a new batch.
            counters.CountFault(e);
        }
    }

    private void Open(SegmentHeader header, long dataBytes)
    {
        _file = _files.Create(header, dataBytes, out var segment);
        _segment = segment;
        catalog.Add(segment);
    }

    // Taking new batches matters more than keeping old ones for rehearsal: on a full disk the oldest batch that the store has goes early.
    private bool TryFreeForRoom(long nowUnixNano)
    {
        var segments = catalog.Snapshot();
        if (segments.Length < 2 || !JournalRetention.IsReleased(segments[0], catalog.Released.Value))
        {
            return false;
        }

        FreeOldest(segments, 1, nowUnixNano);
        return true;
    }

    private void FreeExpired(long nowUnixNano)
    {
        var segments = catalog.Snapshot();
        FreeOldest(segments, JournalRetention.Expired(segments, catalog.Released.Value, options, nowUnixNano), nowUnixNano);
    }

    private void FreeOldest(JournalSegment[] segments, int count, long nowUnixNano)
    {
        foreach (var segment in segments.AsSpan(0, count))
        {
            // The file first: if that fails, the segment stays listed and is tried again, before any newer one.
            _files.Free(segment, nowUnixNano);
            catalog.Remove(segment);
        }
    }

    // The rest of the file is given back: it is waste, and in a recycled file it holds batches that are gone.
    private void Finish()
    {
        var (segment, file) = (_segment!, _file!);
        (_segment, _file) = (null, null);
        using (file)
        {
            file.SetLength(segment.DataEnd);
            (segment.FileLength, segment.StaleUnixNano) = (segment.DataEnd, null);
            file.Write(SegmentSummary.Offset, segment.Summary.Encode());
        }
    }

    // It stays listed even if nothing in it counts: retention takes it before the later segment that voids its end.
    private void Abandon()
    {
        _file!.Dispose();
        (_segment, _file) = (null, null);
    }
}
