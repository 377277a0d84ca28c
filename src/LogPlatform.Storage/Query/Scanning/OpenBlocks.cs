namespace LogPlatform.Storage.Query.Scanning;

/// <summary>Keeps the blocks open that a search used last, so that a page does not read a block twice.</summary>
internal sealed class OpenBlocks : IDisposable
{
    private const int Most = 4;

    private readonly LinkedList<BlockHits> _recent = new();

    /// <summary>Marks a block as used; the one unused for longest is closed.</summary>
    public void Use(BlockHits hits)
    {
        _recent.Remove(hits);
        _recent.AddFirst(hits);
        while (_recent.Count > Most)
        {
            Close(_recent.Last!.Value);
        }
    }

    /// <summary>Closes a block.</summary>
    public void Close(BlockHits hits)
    {
        _recent.Remove(hits);
        hits.Handle?.Dispose();
        hits.Handle = null;
    }

    /// <summary>Closes all blocks.</summary>
    public void Dispose()
    {
        while (_recent.First is { } first)
        {
            Close(first.Value);
        }
    }
}
