using LogPlatform.Core.Batches;
using LogPlatform.Storage.Files;

namespace LogPlatform.Storage.Journal;

/// <summary>Finds out on opening what a journal holds: which segments, where it ends, what a power loss tore.</summary>
internal sealed class JournalRecovery
{
    private readonly IStorageDirectory _directory;
    private readonly List<JournalSegment> _segments = [];
    private readonly List<MissingBatches> _missing = [];

    private readonly List<long> _damaged = [];

    private JournalRecovery(IStorageDirectory directory) => _directory = directory;

    /// <summary>The segments, oldest first.</summary>
    public IReadOnlyList<JournalSegment> Segments => _segments;

    /// <summary>Batches that are lost.</summary>
    public IReadOnlyList<MissingBatches> Missing => _missing;

    /// <summary>Where the journal continues.</summary>
    public JournalPosition Position { get; private set; }

    /// <summary>
    /// Recovers the journal in <paramref name="directory"/>, which goes on behind <paramref name="continueAfter"/> at least. All batches it finds are
    /// durable when it returns.
    /// </summary>
    /// <exception cref="IOException">The disk failed.</exception>
    public static JournalRecovery Run(IStorageDirectory directory, BatchId continueAfter)
    {
        var recovery = new JournalRecovery(directory);
        recovery.Run(continueAfter);
        return recovery;
    }

    private void Run(BatchId continueAfter)
    {
        var numbers = new List<long>();
        foreach (var name in _directory.List())
        {
            if (JournalSegment.TryParseFileName(name, out var number))
            {
                numbers.Add(number);
            }
            else if (SegmentFiles.IsSpare(name))
            {
                _directory.Delete(name);
            }
        }

        numbers.Sort();
        foreach (var number in numbers)
        {
            Open(number);
        }

        Connect();
        var (nextId, accepted) = _segments.Count == 0 ? (new BatchId(1), 0L) : RecoverNewest();
        if (nextId <= continueAfter)
        {
            _missing.Add(new MissingBatches(nextId, continueAfter));
            nextId = continueAfter.Next;
        }

        PutDamagedAside();
        Position = new JournalPosition(numbers.Count == 0 ? 1 : numbers[^1] + 1, nextId, accepted);
    }

    private void Open(long number)
    {
        using var file = _directory.Open(JournalSegment.FileNameOf(number), FileAccess.Read)!;
        var bytes = new byte[SegmentHeader.DataStart + EntryHeader.MaxLength];
        var length = file.Read(0, bytes);
        if (!SegmentHeader.TryRead(bytes.AsSpan(0, length), number, out var header) && !TryReadFromEntry(bytes, number, out header))
        {
            _damaged.Add(number);
            return;
        }

        var segment = new JournalSegment(header, file.Length);
        if (SegmentSummary.TryRead(bytes.AsSpan(SegmentSummary.Offset), number, out var summary))
        {
            segment.Apply(summary);
        }
        else
        {
            // Not finished: the newest one, or one that was given up after a fault. Its entries tell the same.
            Scan(segment, file, verifyPayloads: false);
        }

        _segments.Add(segment);
    }

    // The first entry repeats what the header says.
    private static bool TryReadFromEntry(ReadOnlySpan<byte> bytes, long number, out SegmentHeader header)
    {
        var isSound = EntryHeader.TryRead(bytes[SegmentHeader.DataStart..], number, out var entry);
        header = new SegmentHeader(number, entry.Id, entry.AcceptedBefore, entry.WrittenUnixNano);
        return isSound;
    }

    // A segment without a sound header: its creation was cut short, then nothing was ever acknowledged in it; or the disk lost it, which shows as a gap
    // between its neighbours. Then the bytes are kept for a person to look at.
    private void PutDamagedAside()
    {
        foreach (var number in _damaged)
        {
            var name = JournalSegment.FileNameOf(number);
            if (_missing.Count == 0)
            {
                _directory.Delete(name);
            }
            else
            {
                _directory.Rename(name, $"{number:D16}.damaged");
            }
        }
    }

    // Where each segment ends, by what the next one says.
    private void Connect()
    {
        for (var i = 0; i + 1 < _segments.Count; i++)
        {
            var (segment, next) = (_segments[i], _segments[i + 1].Header);
            if (segment.EndId < next.FirstId)
            {
                _missing.Add(new MissingBatches(segment.EndId, new BatchId(next.FirstId.Value - 1)));
            }
            else if (segment.EndId > next.FirstId)
            {
                CutAt(segment, next.FirstId);
            }
        }

        // Nothing can be read from an empty one, and its number lives on in the newer ones.
        foreach (var empty in _segments.SkipLast(1).Where(segment => segment.IsEmpty).ToArray())
        {
            _directory.Delete(empty.FileName);
            _segments.Remove(empty);
        }
    }

    private (BatchId NextId, long Accepted) RecoverNewest()
    {
        var newest = _segments[^1];
        using var file = _directory.Open(newest.FileName, FileAccess.ReadWrite)!;
        var fresh = new JournalSegment(newest.Header, newest.FileLength) { Index = [] };
        var groupOffset = Scan(fresh, file, verifyPayloads: true);

        // Everything before the last group was synced before that group was written; the last group itself may be in memory only.
        file.Rewrite(groupOffset, fresh.DataEnd);
        file.SetLength(fresh.DataEnd);
        file.Write(SegmentSummary.Offset, fresh.Summary.Encode());
        file.Flush();
        _directory.Flush();
        fresh.FileLength = fresh.DataEnd;
        _segments[^1] = fresh;
        return (fresh.EndId, fresh.AcceptedEnd);
    }

    private void CutAt(JournalSegment segment, BatchId end)
    {
        using var file = _directory.Open(segment.FileName, FileAccess.Read)!;
        var scanner = new EntryScanner(file, segment.Header);
        var cut = new JournalSegment(segment.Header, segment.FileLength);
        while (cut.EndId < end && scanner.TryNext(out var header))
        {
            cut.Add(header);
        }

        _segments[_segments.IndexOf(segment)] = cut;
    }

    private static long Scan(JournalSegment segment, IStorageFile file, bool verifyPayloads)
    {
        var scanner = new EntryScanner(file, segment.Header);
        var groupOffset = segment.DataEnd;
        while (scanner.TryNext(out var header) && (!verifyPayloads || scanner.IsPayloadSound(header)))
        {
            groupOffset = header.GroupOffset;
            segment.Add(header);
        }

        return groupOffset;
    }
}
