using LogPlatform.Storage.Checksums;
using LogPlatform.Storage.Files;

namespace LogPlatform.Storage.Segments;

/// <summary>Reads the frames of a segment in order, hopping over bodies unless asked to check them.</summary>
internal sealed class FrameScanner(IStorageFile file, long segment)
{
    private const int FirstRead = 4096;
    private readonly long _length = file.Length;
    private byte[] _head = new byte[FirstRead];
    private byte[]? _body;
    private int _read;

    /// <summary>Where the next frame starts: behind the last one that was read.</summary>
    public long Offset { get; private set; } = StoreSegmentHeader.Length;

    /// <summary>Reads the next head, valid until the next call; false where none follows whose body fits into the file.</summary>
    public bool TryNext(out FrameView frame)
    {
        _read = file.Read(Offset, _head);
        if (FrameView.TryReadLength(_head.AsSpan(0, _read), out var length) && length > _read && length <= _length - Offset)
        {
            _head = new byte[FrameLayout.Align(length)];
            _read = file.Read(Offset, _head);
        }

        if (!FrameView.TryRead(_head.AsSpan(0, _read), segment, out frame) || frame.BodyLength < 0 || frame.Length > _length - Offset)
        {
            return false;
        }

        Offset += frame.Length;
        return true;
    }

    /// <summary>Reads the head at <paramref name="offset"/>, valid until the next call; false when there is none.</summary>
    public bool TryReadAt(long offset, out FrameView frame)
    {
        Offset = offset;
        return TryNext(out frame);
    }

    /// <summary>Whether the body of the frame that was read last is whole.</summary>
    public bool IsBodySound(FrameView frame)
    {
        _body ??= GC.AllocateUninitializedArray<byte>(1 << 20);
        var crc = 0u;
        var at = Offset - frame.Length + frame.HeadLength;
        for (var left = frame.BodyLength; left > 0;)
        {
            var part = _body.AsSpan(0, (int)Math.Min(_body.Length, left));
            if (file.Read(at, part) != part.Length)
            {
                return false;
            }

            crc = Crc32C.Compute(part, crc);
            at += part.Length;
            left -= part.Length;
        }

        return crc == frame.BodyCrc;
    }
}
