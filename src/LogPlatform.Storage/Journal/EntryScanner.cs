using LogPlatform.Core.Batches;
using LogPlatform.Storage.Checksums;
using LogPlatform.Storage.Files;

namespace LogPlatform.Storage.Journal;

/// <summary>Reads the entries of a segment in order, heads first: it hops over payloads unless asked to check them.</summary>
internal sealed class EntryScanner(IStorageFile file, SegmentHeader segment)
{
    private readonly byte[] _window = GC.AllocateUninitializedArray<byte>(64 << 10);
    private readonly long _length = file.Length;
    private long _windowStart;
    private int _windowLength;
    private BatchId _expected = segment.FirstId;
    private long _acceptedBefore = segment.AcceptedBefore;
    private int _headLength;

    /// <summary>Where the next entry starts: behind the last one that was read.</summary>
    public long Offset { get; private set; } = SegmentHeader.DataStart;

    /// <summary>Where the entry that was read last starts.</summary>
    public long EntryOffset { get; private set; }

    /// <summary>Reads the next head; false at the end, which is where no head follows that continues the entries before it.</summary>
    public bool TryNext(out EntryHeader header)
    {
        var bytes = Window(Offset, EntryHeader.MaxLength);
        if (!EntryHeader.TryRead(bytes, segment.Number, out header)
            || header.Id != _expected
            || header.AcceptedBefore != _acceptedBefore
            || header.EntryLength > _length - Offset)
        {
            return false;
        }

        EntryOffset = Offset;
        _headLength = header.Length;
        Offset += header.EntryLength;
        _expected = _expected.Next;
        _acceptedBefore += header.RecordCount;
        return true;
    }

    /// <summary>The batch header of the entry that was read last.</summary>
    public BatchHeader BatchHeader(in EntryHeader header) => header.ToBatchHeader(Window(EntryOffset, _headLength));

    /// <summary>Whether the payload of the entry that was read last is whole.</summary>
    public bool IsPayloadSound(in EntryHeader header)
    {
        var crc = 0u;
        var at = EntryOffset + header.Length;
        var end = at + header.PayloadLength;
        while (at < end)
        {
            // Whole multiples of 8 until the last part: the checksum takes words.
            var part = Window(at, (int)Math.Min(end - at, _window.Length));
            part = part[..(int)Math.Min(part.Length, end - at)];
            if (part.IsEmpty)
            {
                return false;
            }

            crc = Crc32C.Compute(part, crc);
            at += part.Length;
        }

        return crc == header.PayloadCrc;
    }

    // At least `needed` bytes from `offset` if the file has them; more when they are at hand.
    private ReadOnlySpan<byte> Window(long offset, int needed)
    {
        var inside = offset - _windowStart;
        if (inside < 0 || inside + needed > _windowLength)
        {
            _windowStart = offset;
            _windowLength = file.Read(offset, _window);
            inside = 0;
        }

        return _window.AsSpan((int)inside, _windowLength - (int)inside);
    }
}
