namespace LogPlatform.Storage.Blocks.Layout;

/// <summary>
/// What follows the <see cref="BlockSummary"/>: version (1), number of sections (1), zero (2), length of the prefix (4), CRC-32C of the prefix (4), then for each
/// section id (1), codec (1), zero (2), stored length (4), length (4); then the sections. The prefix is everything up to the end of the schema: it can be
/// read and checked without the rest. Its checksum covers the summary behind its own checksum, and the prefix behind this checksum.
/// </summary>
internal static class BlockLayout
{
    /// <summary>The version this release writes.</summary>
    public const byte Version = 1;

    /// <summary>Size of the fixed part of the directory.</summary>
    public const int DirectorySize = 12;

    /// <summary>Size of a section's entry in the directory.</summary>
    public const int EntrySize = 12;

    /// <summary>Position of the length of the prefix.</summary>
    public const int PrefixLengthAt = BlockSummary.Size + 4;

    /// <summary>Position of the checksum of the prefix.</summary>
    public const int PrefixCrcAt = BlockSummary.Size + 8;

    /// <summary>Records of a block, at most: what a reader accepts.</summary>
    public const int MostRows = 1 << 16;

    /// <summary>Bytes of a section before compression, at most: what a reader accepts.</summary>
    public const int MostSectionBytes = 256 << 20;

    /// <summary>Values in all columns of a block, at most: what a reader accepts.</summary>
    public const int MostCells = 1 << 25;

    /// <summary>Sections that a block can have.</summary>
    public const int MostSections = 16;
}
