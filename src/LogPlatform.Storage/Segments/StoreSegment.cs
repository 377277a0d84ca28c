using LogPlatform.Storage.Files;

namespace LogPlatform.Storage.Segments;

/// <summary>One segment file of the store. Changed under the store's lock; its file may be read without.</summary>
internal sealed class StoreSegment(StoreSegmentHeader header, IStorageFile file)
{
    private const string Extension = ".segment";

    /// <summary>Its number and first frame.</summary>
    public StoreSegmentHeader Header { get; } = header;

    /// <summary>Its file, open for as long as the segment is kept.</summary>
    public IStorageFile File { get; } = file;

    /// <summary>End of its frames, bytes.</summary>
    public long Length { get; set; } = StoreSegmentHeader.Length;

    /// <summary>When its last frame was written, by the store's clock.</summary>
    public long LastWrittenUnixNano { get; set; } = header.CreatedUnixNano;

    /// <summary>The sums of the tallies of its visible units: they stay in the ledger when retention takes the segment.</summary>
    public LedgerTotals Totals { get; } = new();

    /// <summary>Where its frames are.</summary>
    public FrameIndex Frames { get; } = new(header.FirstSequence);

    /// <summary>Whether it may be appended to: not after a fault that left its end in doubt.</summary>
    public bool IsTrusted { get; set; } = true;

    /// <summary>The name of its file.</summary>
    public string FileName => FileNameOf(Header.Number);

    /// <summary>The name of the file of a segment.</summary>
    public static string FileNameOf(long number) => $"{number:D16}{Extension}";

    /// <summary>The number in the name of a segment file; false for other names.</summary>
    public static bool TryParseFileName(string name, out long number)
    {
        number = 0;
        return name.EndsWith(Extension, StringComparison.Ordinal)
            && long.TryParse(name.AsSpan(..^Extension.Length), System.Globalization.NumberStyles.None, null, out number)
            && number > 0;
    }
}
