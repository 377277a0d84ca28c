using LogPlatform.Storage.Files;

namespace LogPlatform.Storage.Segments;

/// <summary>
/// Finds out on opening what a store holds. Up to the position that the manifest names, everything was synced and checked: only heads are read there. Behind
/// it a power loss may have kept any part of what was written, in any order: frames count up to the first that is not whole, and what follows is cut off. The
/// journal still has those batches, because it was never told that they are durable.
/// </summary>
internal sealed class StoreRecovery
{
    private readonly IStorageDirectory _directory;
    private readonly StoreManifest _manifest;
    private readonly List<StoreSegment> _segments = [];
    private long _nextSegment;
    private long _expected;

    private StoreRecovery(IStorageDirectory directory, StoreManifest manifest)
    {
        (_directory, _manifest) = (directory, manifest);
        _nextSegment = Math.Max(manifest.NextSegment, manifest.TakenThrough + 1);
        _expected = manifest.NextSequence;
    }

    /// <summary>What the frames say.</summary>
    public StoreState State { get; } = new();

    /// <summary>Number of places in which frames are missing that were durable once: damage to the disk.</summary>
    public int Damages { get; private set; }

    /// <summary>Recovers the store in <paramref name="directory"/>. All it finds is durable when it returns.</summary>
    /// <exception cref="IOException">The disk failed.</exception>
    /// <exception cref="InvalidDataException">The manifest is damaged, or the store is of a later version.</exception>
    public static StoreRecovery Run(IStorageDirectory directory)
    {
        var recovery = new StoreRecovery(directory, StoreManifest.Read(directory));
        try
        {
            recovery.Run();
        }
        catch
        {
            recovery._segments.ForEach(segment => segment.File.Dispose());
            throw;
        }

        return recovery;
    }

    /// <summary>The log behind what was found.</summary>
    public SegmentLog ToLog(SegmentStoreOptions options) => new(_directory, options, _segments, _nextSegment, _expected);

    private void Run()
    {
        State.Sealed = _manifest.Sealed;
        State.TakeThrough(_manifest.TakenThrough);
        (State.NextBlockId, State.NextQuarantineId) = (_manifest.NextBlockId, _manifest.NextQuarantineId);
        foreach (var totals in _manifest.TakenTotals)
        {
            State.TakenTotals.Add(totals);
            State.Totals.Add(totals);
        }

        foreach (var range in _manifest.Committed)
        {
            State.Committed.Add(range);
        }

        var found = OpenSegments();
        for (var i = 0; i < found.Count; i++)
        {
            if (!TryTakeIn(found[i], i == 0, i + 1 < found.Count ? found[i + 1] : null))
            {
                Discard(found[i..]);
                break;
            }

            _segments.Add(found[i]);
        }

        foreach (var segment in _segments)
        {
            Harden(segment);
        }

        _directory.Flush();
    }

    private List<StoreSegment> OpenSegments()
    {
        var numbers = new List<long>();
        foreach (var name in _directory.List())
        {
            if (StoreSegment.TryParseFileName(name, out var number))
            {
                numbers.Add(number);
                _nextSegment = Math.Max(_nextSegment, number + 1);
            }
        }

        numbers.Sort();
        var segments = new List<StoreSegment>();
        foreach (var number in numbers)
        {
            if (number <= _manifest.TakenThrough)
            {
                _directory.Delete(StoreSegment.FileNameOf(number));
                continue;
            }

            var file = _directory.Open(StoreSegment.FileNameOf(number), FileAccess.ReadWrite)!;
            var bytes = new byte[StoreSegmentHeader.Length];
            if (StoreSegmentHeader.TryRead(bytes.AsSpan(0, file.Read(0, bytes)), number, out var header))
            {
                segments.Add(new StoreSegment(header, file));
                continue;
            }

            file.Dispose();
            PutAside(number);
        }

        return WithoutVoid(segments);
    }

    // A segment whose frames were all written again in a later one, after a failed sync.
    private List<StoreSegment> WithoutVoid(List<StoreSegment> segments)
    {
        var limit = long.MaxValue;
        for (var i = segments.Count - 1; i >= 0; i--)
        {
            if (segments[i].Header.FirstSequence >= limit)
            {
                Discard(segments[i..(i + 1)]);
                segments.RemoveAt(i);
            }
            else
            {
                limit = segments[i].Header.FirstSequence;
            }
        }

        return segments;
    }

    // Without a sound header. Behind the checked position it is a segment whose creation was cut short; before it, the disk lost what was there.
    private void PutAside(long number)
    {
        var name = StoreSegment.FileNameOf(number);
        if (number > _manifest.CheckedSegment)
        {
            _directory.Delete(name);
        }
        else
        {
            _directory.Rename(name, $"{number:D16}.damaged");
            Damages++;
        }
    }

    // False when the segment does not continue the ones before it.
    private bool TryTakeIn(StoreSegment segment, bool isFirst, StoreSegment? next)
    {
        var first = segment.Header.FirstSequence;
        if (isFirst || (first > _expected && IsChecked(segment, 0)))
        {
            Damages += isFirst ? 0 : 1;
            _expected = first;
        }

        if (first != _expected)
        {
            return false;
        }

        var scanner = new FrameScanner(segment.File, segment.Header.Number);
        while (scanner.TryNext(out var frame)
            && frame.Sequence == _expected
            && (next is null || frame.Sequence < next.Header.FirstSequence)
            && (IsChecked(segment, scanner.Offset) || scanner.IsBodySound(frame)))
        {
            var start = scanner.Offset - frame.Length;
            State.Apply(frame, new FramePlace(segment, start));
            segment.Length = scanner.Offset;
            segment.LastWrittenUnixNano = frame.WrittenUnixNano;
            _expected++;
        }

        return true;
    }

    private bool IsChecked(StoreSegment segment, long end) =>
        segment.Header.Number < _manifest.CheckedSegment || (segment.Header.Number == _manifest.CheckedSegment && end <= _manifest.CheckedOffset);

    private void Discard(List<StoreSegment> segments)
    {
        foreach (var segment in segments)
        {
            segment.File.Dispose();
            _directory.Delete(segment.FileName);
        }
    }

    // Frames behind the checked position may be in memory only.
    private void Harden(StoreSegment segment)
    {
        if (IsChecked(segment, segment.File.Length))
        {
            return;
        }

        var from = segment.Header.Number == _manifest.CheckedSegment ? _manifest.CheckedOffset : 0;
        if (segment.Length < from)
        {
            // The disk lost a head before the checked position. What lies behind is not cut off, only not appended to.
            segment.IsTrusted = false;
            Damages++;
            return;
        }

        segment.File.Rewrite(from, segment.Length);
        segment.File.SetLength(segment.Length);
        segment.File.Flush();
    }
}
