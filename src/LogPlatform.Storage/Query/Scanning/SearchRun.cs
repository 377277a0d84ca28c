using System.Runtime.CompilerServices;
using LogPlatform.Core.Records;
using LogPlatform.Storage.Blocks;

namespace LogPlatform.Storage.Query.Scanning;

/// <summary>Makes pages of the hits of a search.</summary>
internal sealed class SearchRun(SearchQuery query, SearchMerge merge, long lastBlockId, int pageSize)
{
    private readonly RecordBatch _records = new();
    private readonly List<SearchHit> _hits = [];
    private readonly List<(BlockHits Block, HitKey Key)> _page = [];
    private readonly List<int> _rows = [];
    private readonly List<int> _places = [];

    /// <summary>The pages.</summary>
    public async IAsyncEnumerable<SearchPage> PagesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var left = query.Limit ?? long.MaxValue;
        SearchCursor? cursor;
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            _page.Clear();
            while (_page.Count < Math.Min(pageSize, left) && await merge.NextAsync() is { } hit)
            {
                _page.Add(hit);
            }

            left -= _page.Count;
            cursor = merge.HasMore ? Cursor() : null;
            Materialize();
            QueryStats stats;
            lock (merge.Tally)
            {
                stats = merge.Tally.Stats;
            }

            yield return new SearchPage(_records, _hits, cursor, stats);
        }
        while (left > 0 && cursor is not null);
    }

    private SearchCursor? Cursor() =>
        _page.Count == 0 ? query.After
        : new SearchCursor(query.Order, _page[^1].Key.UnixNano, _page[^1].Key.BlockId, _page[^1].Key.Row, lastBlockId);

    // Block by block, because a block is read in the order of its rows; the hits say where each record went.
    private void Materialize()
    {
        _records.Clear();
        _hits.Clear();
        var indexes = new int[_page.Count];
        Array.Fill(indexes, -1);
        for (var first = 0; first < _page.Count; first++)
        {
            if (indexes[first] < 0)
            {
                Materialize(first, indexes);
            }
        }

        for (var i = 0; i < indexes.Length; i++)
        {
            if (indexes[i] < _records.Records.Count)
            {
                _hits.Add(new SearchHit(indexes[i], _page[i].Block.Block));
            }
        }
    }

    private void Materialize(int first, int[] indexes)
    {
        var block = _page[first].Block;
        _rows.Clear();
        _places.Clear();
        for (var i = first; i < _page.Count; i++)
        {
            if (_page[i].Block.Block.Id == block.Block.Id)
            {
                _rows.Add(_page[i].Key.Row);
                _places.Add(i);
            }
        }

        var rows = _rows.ToArray();
        var places = _places.ToArray();
        Array.Sort(rows, places);
        var start = _records.Records.Count;
        try
        {
            merge.Open(block)?.Reader.Materialize(rows, _records);
        }
        catch (CorruptBlockException)
        {
            _records.Records.Truncate(start);
        }

        // What is lost points behind the records.
        var read = _records.Records.Count > start;
        for (var i = 0; i < places.Length; i++)
        {
            indexes[places[i]] = read ? start + i : int.MaxValue;
        }
    }
}
