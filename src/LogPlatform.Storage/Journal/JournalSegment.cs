using LogPlatform.Core.Batches;

namespace LogPlatform.Storage.Journal;

/// <summary>What the journal knows of one of its segments. Changed by the writer only, under the lock of the <see cref="SegmentCatalog"/>.</summary>
internal sealed class JournalSegment(SegmentHeader header, long fileLength)
{
    private const string Extension = ".journal";

    /// <summary>Its number and where it continues the journal.</summary>
    public SegmentHeader Header { get; } = header;

    /// <summary>The name of its file.</summary>
    public string FileName => FileNameOf(Header.Number);

    /// <summary>Bytes of its file.</summary>
    public long FileLength { get; set; } = fileLength;

    /// <summary>The id behind its last durable batch.</summary>
    public BatchId EndId { get; set; } = header.FirstId;

    /// <summary>Records in all batches up to its last.</summary>
    public long AcceptedEnd { get; set; } = header.AcceptedBefore;

    /// <summary>End of its durable entries, bytes.</summary>
    public long DataEnd { get; set; } = SegmentHeader.DataStart;

    /// <summary>When its last entry was written, or an upper bound of that.</summary>
    public long LastWrittenUnixNano { get; set; } = header.CreatedUnixNano;

    /// <summary>When the oldest bytes were written that its file may still hold from an earlier life; null when it holds none.</summary>
    public long? StaleUnixNano { get; set; }

    /// <summary>Earliest time of receipt in it.</summary>
    public long MinReceivedUnixNano { get; set; } = long.MaxValue;

    /// <summary>Latest time of receipt in it.</summary>
    public long MaxReceivedUnixNano { get; set; } = long.MinValue;

    /// <summary>Where its entries are; null when that is not in memory.</summary>
    public List<EntryPosition>? Index { get; set; }

    /// <summary>When its index was last asked for, in turns of the catalog.</summary>
    public long IndexUse { get; set; }

    /// <summary>Whether it has no entry.</summary>
    public bool IsEmpty => EndId == Header.FirstId;

    /// <summary>The summary that is written when it is finished.</summary>
    public SegmentSummary Summary => new(Header.Number, EndId, DataEnd, MinReceivedUnixNano, MaxReceivedUnixNano, LastWrittenUnixNano);

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

    /// <summary>Counts an entry in that starts where the last one ends.</summary>
    public void Add(in EntryHeader header)
    {
        Index?.Add(EntryPosition.Of(header, DataEnd));
        DataEnd += header.EntryLength;
        EndId = EndId.Next;
        AcceptedEnd += header.RecordCount;
        LastWrittenUnixNano = header.WrittenUnixNano;
        MinReceivedUnixNano = Math.Min(MinReceivedUnixNano, header.ReceivedUnixNano);
        MaxReceivedUnixNano = Math.Max(MaxReceivedUnixNano, header.ReceivedUnixNano);
    }

    /// <summary>Takes over what the summary of a finished segment says.</summary>
    public void Apply(in SegmentSummary summary)
    {
        EndId = summary.EndId;
        DataEnd = summary.DataEnd;
        LastWrittenUnixNano = summary.LastWrittenUnixNano;
        MinReceivedUnixNano = summary.MinReceivedUnixNano;
        MaxReceivedUnixNano = summary.MaxReceivedUnixNano;
    }
}
