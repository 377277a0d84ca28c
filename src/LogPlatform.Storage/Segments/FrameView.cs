using System.Text;
using LogPlatform.Core.Batches;
using LogPlatform.Core.Slots;
using LogPlatform.Storage.Checksums;
using static System.Buffers.Binary.BinaryPrimitives;

namespace LogPlatform.Storage.Segments;

/// <summary>A sound head of a frame (see <see cref="FrameLayout"/>), read in place.</summary>
internal readonly ref struct FrameView
{
    private readonly ReadOnlySpan<byte> _head;
    private readonly int _tallies;
    private readonly int _blocks;
    private readonly int _ids;
    private readonly int _numbers;

    private FrameView(ReadOnlySpan<byte> head)
    {
        _head = head;
        _tallies = FrameLayout.FixedLength + (int)FrameLayout.Align(ReadUInt16LittleEndian(head[50..]));
        _blocks = _tallies + (TallyCount * FrameLayout.TallyLength);
        _ids = _blocks + (BlockCount * FrameLayout.BlockLength);
        _numbers = _ids + (FirstQuarantineId > 0 ? 0 : QuarantineCount * FrameLayout.IdLength);
    }

    public uint BodyCrc => ReadUInt32LittleEndian(_head[8..]);

    public int HeadLength => _head.Length;

    public long Sequence => ReadInt64LittleEndian(_head[24..]);

    public long BodyLength => ReadInt64LittleEndian(_head[32..]);

    public long WrittenUnixNano => ReadInt64LittleEndian(_head[40..]);

    public FrameKind Kind => (FrameKind)_head[48];

    public Color Color => (Color)_head[49];

    public ReadOnlySpan<byte> ReleaseName => _head.Slice(FrameLayout.FixedLength, ReadUInt16LittleEndian(_head[50..]));

    public int TallyCount => ReadInt32LittleEndian(_head[52..]);

    public Generation Generation => new(ReadInt64LittleEndian(_head[56..]));

    public int BlockCount => ReadInt32LittleEndian(_head[64..]);

    public int QuarantineCount => ReadInt32LittleEndian(_head[68..]);

    public long FirstBlockId => ReadInt64LittleEndian(_head[72..]);

    public long FirstQuarantineId => ReadInt64LittleEndian(_head[80..]);

    public long QuarantineBytes => ReadInt64LittleEndian(_head[88..]);

    /// <summary>Bytes of the whole frame.</summary>
    public long Length => HeadLength + FrameLayout.Align(BodyLength);

    /// <summary>How long the head at the start of <paramref name="bytes"/> is, if there is one.</summary>
    public static bool TryReadLength(ReadOnlySpan<byte> bytes, out int length)
    {
        length = bytes.Length < FrameLayout.FixedLength || ReadUInt32LittleEndian(bytes) != FrameLayout.Magic ? 0 : ReadInt32LittleEndian(bytes[12..]);
        return length is >= FrameLayout.FixedLength and <= FrameLayout.MaxHead;
    }

    /// <summary>Reads the head at the start of <paramref name="bytes"/>; false when there is no whole, sound one of that segment.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, long segment, out FrameView view)
    {
        view = default;
        if (!TryReadLength(bytes, out var length)
            || bytes.Length < length
            || ReadInt64LittleEndian(bytes[16..]) != segment
            || ReadUInt32LittleEndian(bytes[4..]) != Crc32C.Compute(bytes[8..length]))
        {
            return false;
        }

        view = new FrameView(bytes[..length]);
        return true;
    }

    /// <summary>Whether these bytes are the frame's body.</summary>
    public bool IsBody(ReadOnlySpan<byte> body) => Crc32C.Compute(body) == BodyCrc;

    /// <summary>Makes a sound frame one of another segment, and returns a copy of its head.</summary>
    public static byte[] MoveTo(long segment, Span<byte> frame)
    {
        var head = frame[..ReadInt32LittleEndian(frame[12..])];
        WriteInt64LittleEndian(head[16..], segment);
        WriteUInt32LittleEndian(head[4..], Crc32C.Compute(head[8..]));
        return head.ToArray();
    }

    public BatchTally Tally(int index)
    {
        var bytes = _head[(_tallies + (index * FrameLayout.TallyLength))..];
        return new BatchTally(
            new BatchId(ReadInt64LittleEndian(bytes)),
            ReadInt32LittleEndian(bytes[8..]),
            ReadInt32LittleEndian(bytes[12..]),
            ReadInt32LittleEndian(bytes[16..]));
    }

    public (int Bytes, int Rows, long MinUnixNano, long MaxUnixNano) Block(int index)
    {
        var bytes = _head[(_blocks + (index * FrameLayout.BlockLength))..];
        return (ReadInt32LittleEndian(bytes), ReadInt32LittleEndian(bytes[4..]), ReadInt64LittleEndian(bytes[8..]), ReadInt64LittleEndian(bytes[16..]));
    }

    public long QuarantineId(int index)
    {
        var first = FirstQuarantineId;
        return first > 0 ? first + index : ReadInt64LittleEndian(_head[(_ids + (index * FrameLayout.IdLength))..]);
    }

    public int NumberCount => (HeadLength - _numbers) / FrameLayout.NumberLength;

    public long Number(int index) => ReadInt64LittleEndian(_head[(_numbers + (index * FrameLayout.NumberLength))..]);

    public SlotPointer ToPointer()
    {
        _ = ReleaseId.TryParse(Encoding.ASCII.GetString(ReleaseName), out var release);
        return new SlotPointer(Color, Generation, release);
    }
}
