using LogPlatform.Core.Ports;

namespace LogPlatform.Storage.Query.Scanning;

/// <summary>
/// Merges the hits of overlapping blocks in the order of time. Blocks are evaluated in the order of their nearest time, a few ahead; a hit is given out once no
/// block that is left can have one before it. Of each block that overlaps only its next hits are held.
/// </summary>
internal sealed class SearchMerge : IAsyncDisposable
{
    // A block with more hits is evaluated again when these are used up.
    private const int HitsHeld = 1024;

    private readonly SearchQuery _query;
    private readonly QueryFilter _filter;
    private readonly BlockSource _source;
    private readonly SemaphoreSlim _gate;
    private readonly int _parallelism;
    private readonly HitKey? _after;
    private readonly IReadOnlyList<StoredBlock> _blocks;
    private readonly Queue<Task<BlockHits?>> _ahead = new();
    private readonly PriorityQueue<BlockHits, HitKey> _open;
    private readonly CancellationTokenSource _stop;
    private BlockHits? _cut;
    private int _started;
    private int _taken;

    public SearchMerge(SearchQuery query, IReadOnlyList<StoredBlock> blocks, BlockSource source, SemaphoreSlim gate, int parallelism, CancellationToken cancellationToken)
    {
        _query = query;
        _filter = new QueryFilter(query.Filter, query.FromUnixNano, query.ToUnixNano);
        _source = source;
        _gate = gate;
        _parallelism = parallelism;
        _after = query.After is { } cursor ? new HitKey(cursor.UnixNano, cursor.BlockId, cursor.Row) : null;
        _blocks = blocks;
        _open = new PriorityQueue<BlockHits, HitKey>(query.Order == SearchOrder.NewestFirst
            ? Comparer<HitKey>.Create(static (left, right) => right.CompareTo(left))
            : Comparer<HitKey>.Default);
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Tally.Considered = blocks.Count;
    }

    /// <summary>What was read.</summary>
    public QueryTally Tally { get; } = new();

    /// <summary>The blocks that are open.</summary>
    public OpenBlocks Opened { get; } = new();

    /// <summary>Whether hits may be left.</summary>
    public bool HasMore => _open.Count > 0 || _cut is not null || _taken < _blocks.Count;

    /// <summary>The next hit and its block; null when there is none.</summary>
    public async ValueTask<(BlockHits Block, HitKey Key)?> NextAsync()
    {
        if (_cut is { } cut)
        {
            _cut = null;
            Enqueue(await EvaluateAsync(cut.Block, cut.Last, new QueryTally()));
        }

        while (_taken < _blocks.Count && (_open.Count == 0 || CanPrecede(_blocks[_taken], _open.Peek().First)))
        {
            await TakeAsync();
        }

        if (!_open.TryDequeue(out var block, out var key))
        {
            return null;
        }

        block.Advance();
        if (!block.IsEmpty)
        {
            _open.Enqueue(block, block.First);
        }
        else if (block.IsCut)
        {
            // Not now: this may have been the last hit that is wanted.
            _cut = block;
        }

        return (block, key);
    }

    /// <summary>The open block of a hit; null when it is lost.</summary>
    public BlockHandle? Open(BlockHits block)
    {
        if (block.Handle is null && (block.Handle = _source.Open(block.Block)) is null)
        {
            Tally.Lost++;
            return null;
        }

        Opened.Use(block);
        return block.Handle;
    }

    /// <summary>Stops what was begun ahead, and closes all blocks.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        while (_ahead.TryDequeue(out var task))
        {
            await ((Task)task).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (task.IsCompletedSuccessfully)
            {
                task.Result?.Handle?.Dispose();
            }
        }

        Opened.Dispose();
        _stop.Dispose();
    }

    private bool CanPrecede(StoredBlock block, HitKey hit) =>
        _query.Order == SearchOrder.NewestFirst ? block.MaxUnixNano >= hit.UnixNano : block.MinUnixNano <= hit.UnixNano;

    private async ValueTask TakeAsync()
    {
        // The first block often has enough; after that, some are read while this one is used.
        var ahead = _taken == 0 ? 1 : _parallelism;
        while (_ahead.Count < ahead && _started < _blocks.Count)
        {
            var block = _blocks[_started++];
            _ahead.Enqueue(Task.Run(() => EvaluateAsync(block, _after, Tally), _stop.Token));
        }

        _taken++;
        Enqueue(await _ahead.Dequeue());
    }

    private void Enqueue(BlockHits? hits)
    {
        if (hits is null)
        {
            return;
        }

        Opened.Use(hits);
        if (hits.IsEmpty)
        {
            Opened.Close(hits);
            return;
        }

        _open.Enqueue(hits, hits.First);
    }

    private async Task<BlockHits?> EvaluateAsync(StoredBlock block, HitKey? after, QueryTally sum)
    {
        await _gate.WaitAsync(_stop.Token);
        var tally = new QueryTally();
        try
        {
            var handle = _filter.Evaluate(block, _source, lightIsEnough: false, tally, out var matches);
            if (handle is null || matches is null)
            {
                handle?.Dispose();
                return null;
            }

            var most = (int)Math.Min(HitsHeld, _query.Limit ?? HitsHeld);
            return BlockHits.Of(handle, matches, _query.Order, after, most);
        }
        finally
        {
            _gate.Release();
            lock (sum)
            {
                sum.Add(tally);
            }
        }
    }
}
