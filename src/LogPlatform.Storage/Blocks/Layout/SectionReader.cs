using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;

namespace LogPlatform.Storage.Blocks.Layout;

/// <summary>Finds and decompresses the sections of a block. A section is decompressed once, when it is first asked for.</summary>
internal sealed class SectionReader
{
    private const int FirstBytes = 1 << 16;

    private readonly ReadOnlyMemory<byte> _block;
    private readonly Section[] _sections;

    private SectionReader(ReadOnlyMemory<byte> block, BlockSummary summary, Section[] sections)
    {
        _block = block;
        Summary = summary;
        _sections = sections;
    }

    /// <summary>The head of the block.</summary>
    public BlockSummary Summary { get; }

    /// <summary>Whether only the first bytes of the block are there.</summary>
    public bool IsPrefix => _block.Length < Summary.Bytes;

    /// <summary>Opens a whole block; false when it is not sound or of a later version.</summary>
    public static bool TryOpen(ReadOnlyMemory<byte> block, out SectionReader? reader)
    {
        reader = null;
        return BlockSummary.TryRead(block.Span, out var summary) && TryOpen(block, summary, out reader);
    }

    /// <summary>Opens the prefix of a block, and whatever <paramref name="block"/> holds behind it.</summary>
    public static bool TryOpenPrefix(ReadOnlyMemory<byte> block, out SectionReader? reader)
    {
        reader = null;
        var bytes = block.Span;
        if (!BlockSummary.TryReadUnchecked(bytes, out var summary) || bytes.Length < BlockLayout.PrefixCrcAt + 4)
        {
            return false;
        }

        var length = BinaryPrimitives.ReadInt32LittleEndian(bytes[BlockLayout.PrefixLengthAt..]);
        return length >= BlockLayout.PrefixCrcAt + 4
            && length <= bytes.Length
            && BinaryPrimitives.ReadUInt32LittleEndian(bytes[BlockLayout.PrefixCrcAt..]) == SectionWriter.PrefixCrc(bytes[..length])
            && TryOpen(block, summary, out reader);
    }

    /// <summary>Whether the block has the section.</summary>
    public bool Has(SectionId id) => _sections[(int)id].RawLength > 0;

    /// <summary>The content of a section; empty when the block has none.</summary>
    /// <exception cref="CorruptBlockException">It cannot be decompressed, or lies behind what was read.</exception>
    public ReadOnlyMemory<byte> Open(SectionId id)
    {
        ref var section = ref _sections[(int)id];
        if (section.Content is { } content)
        {
            return content;
        }

        if (section.Offset + section.StoredLength > _block.Length)
        {
            throw new CorruptBlockException("A section was not read.");
        }

        var stored = _block.Slice(section.Offset, section.StoredLength);
        if (section.Codec == SectionCodec.Brotli)
        {
            stored = Decompress(stored.Span, section.RawLength);
        }

        section.Content = stored;
        return stored;
    }

    // The memory grows with what comes out, so that a length that lies does not take any.
    private static byte[] Decompress(ReadOnlySpan<byte> stored, int length)
    {
        var target = new byte[Math.Min(length, Math.Max(FirstBytes, stored.Length * 8L))];
        using var decoder = default(BrotliDecoder);
        var written = 0;
        while (true)
        {
            var status = decoder.Decompress(stored, target.AsSpan(written), out var consumed, out var produced);
            stored = stored[consumed..];
            written += produced;
            if (status == OperationStatus.Done && written == length && stored.IsEmpty)
            {
                return target;
            }

            if (status != OperationStatus.DestinationTooSmall || target.Length == length)
            {
                throw new CorruptBlockException("A section cannot be decompressed.");
            }

            Array.Resize(ref target, (int)Math.Min(length, target.Length * 2L));
        }
    }

    private static bool TryOpen(ReadOnlyMemory<byte> block, BlockSummary summary, out SectionReader? reader)
    {
        reader = null;
        var bytes = block.Span;
        if (summary.Rows > BlockLayout.MostRows || bytes.Length < BlockSummary.Size + BlockLayout.DirectorySize || bytes[BlockSummary.Size] != BlockLayout.Version)
        {
            return false;
        }

        var count = bytes[BlockSummary.Size + 1];
        var at = BlockSummary.Size + BlockLayout.DirectorySize;
        var offset = at + (count * BlockLayout.EntrySize);
        if (count > BlockLayout.MostSections || offset > bytes.Length)
        {
            return false;
        }

        var sections = new Section[BlockLayout.MostSections];
        for (var i = 0; i < count; i++, at += BlockLayout.EntrySize)
        {
            var stored = BinaryPrimitives.ReadInt32LittleEndian(bytes[(at + 4)..]);
            var raw = BinaryPrimitives.ReadInt32LittleEndian(bytes[(at + 8)..]);
            var id = bytes[at];
            var codec = (SectionCodec)bytes[at + 1];
            if (id >= sections.Length
                || codec > SectionCodec.Brotli
                || (codec == SectionCodec.Raw && stored != raw)
                || raw is < 0 or > BlockLayout.MostSectionBytes
                || stored < 0
                || stored > summary.Bytes - offset)
            {
                return false;
            }

            sections[id] = new Section { Codec = codec, Offset = offset, StoredLength = stored, RawLength = raw };
            offset += stored;
        }

        reader = new SectionReader(block, summary, sections);
        return true;
    }

    private struct Section
    {
        public SectionCodec Codec;
        public int Offset;
        public int StoredLength;
        public int RawLength;
        public ReadOnlyMemory<byte>? Content;
    }
}
