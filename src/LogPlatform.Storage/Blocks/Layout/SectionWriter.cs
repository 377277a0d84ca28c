using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using LogPlatform.Core.Records;
using LogPlatform.Storage.Checksums;

namespace LogPlatform.Storage.Blocks.Layout;

/// <summary>Compresses the sections and puts a block together.</summary>
internal sealed class SectionWriter
{
    private const int Quality = 1;
    private const int Window = 18;

    // The fixed cost of a Brotli call is that of some hundred bytes.
    private const int LeastCompressed = 128;

    private readonly GrowList<byte> _stored = new();
    private readonly GrowList<byte> _directory = new();

    /// <summary>Writes a whole block and returns its length.</summary>
    public int Write(BlockSinks sinks, BlockSummary summary, IBufferWriter<byte> output)
    {
        _stored.ClearAndTrim(BlockSinks.TrimBytes);
        _directory.Clear();
        Add(SectionId.Light, sinks.Light, compress: false);
        Add(SectionId.Filter, sinks.Filter, compress: false);
        Add(SectionId.Schema, sinks.Schema, compress: true);
        var prefix = _stored.Count;
        Add(SectionId.BodyText, sinks.BodyText, compress: true);
        Add(SectionId.FieldText, sinks.FieldText, compress: true);
        Add(SectionId.Data, sinks.Data, compress: false);
        Add(SectionId.Ids, sinks.Ids, compress: false);

        var head = BlockSummary.Size + BlockLayout.DirectorySize + _directory.Count;
        var length = checked(head + _stored.Count);
        var block = output.GetSpan(length)[..length];
        _stored.AsSpan().CopyTo(block[head..]);
        _directory.AsSpan().CopyTo(block[(BlockSummary.Size + BlockLayout.DirectorySize)..]);
        block.Slice(BlockSummary.Size, BlockLayout.DirectorySize).Clear();
        block[BlockSummary.Size] = BlockLayout.Version;
        block[BlockSummary.Size + 1] = (byte)(_directory.Count / BlockLayout.EntrySize);
        BinaryPrimitives.WriteInt32LittleEndian(block[BlockLayout.PrefixLengthAt..], head + prefix);

        // The prefix's checksum covers the summary, and the summary's covers the prefix's: so the summary is written, then checked again.
        var whole = summary with { Bytes = length };
        whole.Write(block);
        BinaryPrimitives.WriteUInt32LittleEndian(block[BlockLayout.PrefixCrcAt..], PrefixCrc(block[..(head + prefix)]));
        whole.Write(block);
        output.Advance(length);
        return length;
    }

    /// <summary>The checksum of a prefix.</summary>
    public static uint PrefixCrc(ReadOnlySpan<byte> prefix) =>
        Crc32C.Compute(prefix[(BlockLayout.PrefixCrcAt + 4)..], Crc32C.Compute(prefix[8..BlockLayout.PrefixCrcAt]));

    private void Add(SectionId id, GrowList<byte> content, bool compress)
    {
        if (content.Count == 0)
        {
            return;
        }

        var raw = content.AsSpan();
        var start = _stored.Count;
        var codec = SectionCodec.Raw;
        if (compress && raw.Length >= LeastCompressed)
        {
            // One byte less than the content: what does not shrink is stored as it is.
            var target = _stored.AddUninitialized(raw.Length - 1);
            if (BrotliEncoder.TryCompress(raw, target, out var written, Quality, Window))
            {
                codec = SectionCodec.Brotli;
                _stored.Truncate(start + written);
            }
            else
            {
                _stored.Truncate(start);
            }
        }

        if (codec == SectionCodec.Raw)
        {
            _stored.AddRange(raw);
        }

        var entry = _directory.AddUninitialized(BlockLayout.EntrySize);
        entry.Clear();
        entry[0] = (byte)id;
        entry[1] = (byte)codec;
        BinaryPrimitives.WriteInt32LittleEndian(entry[4..], _stored.Count - start);
        BinaryPrimitives.WriteInt32LittleEndian(entry[8..], raw.Length);
    }
}
