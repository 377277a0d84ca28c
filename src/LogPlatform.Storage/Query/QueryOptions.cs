namespace LogPlatform.Storage.Query;

/// <summary>Bounds of queries, so that they leave the machine to ingestion.</summary>
public sealed class QueryOptions
{
    /// <summary>Blocks that all queries together evaluate at once; default 2.</summary>
    public int Parallelism { get; init; } = 2;

    /// <summary>Hits on a page of a search or a tail; default 256.</summary>
    public int PageSize { get; init; } = 256;

    /// <summary>Committed blocks that a tail may lag behind before it leaves records out; default 16.</summary>
    public int TailLag { get; init; } = 16;

    /// <summary>Distinct values that are counted for one field; default 65,536.</summary>
    public int MostDistinctValues { get; init; } = 1 << 16;
}
