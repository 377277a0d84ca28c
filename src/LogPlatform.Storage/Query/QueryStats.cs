namespace LogPlatform.Storage.Query;

/// <summary>What a query read.</summary>
/// <param name="BlocksConsidered">Blocks with records in the time range.</param>
/// <param name="BlocksSkipped">Blocks that their summary, names or filter ruled out, or that could be counted without their rows.</param>
/// <param name="BlocksScanned">Blocks whose rows were looked at.</param>
/// <param name="BlocksLost">Blocks that retention took meanwhile, or that are damaged.</param>
/// <param name="RowsScanned">Rows in the blocks scanned.</param>
/// <param name="RowsMatched">Rows in the time range for which the filter holds.</param>
/// <param name="RawBytes">Bytes the scanned blocks' records had as ingested.</param>
public readonly record struct QueryStats(
    long BlocksConsidered,
    long BlocksSkipped,
    long BlocksScanned,
    long BlocksLost,
    long RowsScanned,
    long RowsMatched,
    long RawBytes);
