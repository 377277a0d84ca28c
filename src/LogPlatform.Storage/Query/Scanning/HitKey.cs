namespace LogPlatform.Storage.Query.Scanning;

/// <summary>The place of a hit in the order of a search.</summary>
/// <param name="UnixNano">Effective time.</param>
/// <param name="BlockId">The block.</param>
/// <param name="Row">The row.</param>
internal readonly record struct HitKey(long UnixNano, long BlockId, int Row) : IComparable<HitKey>
{
    /// <summary>Oldest first.</summary>
    public int CompareTo(HitKey other) =>
        UnixNano != other.UnixNano ? UnixNano.CompareTo(other.UnixNano)
        : BlockId != other.BlockId ? BlockId.CompareTo(other.BlockId)
        : Row.CompareTo(other.Row);
}
