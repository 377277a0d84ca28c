using System.Runtime.CompilerServices;
using LogPlatform.Core.Filters;
using LogPlatform.Core.Ports;
using LogPlatform.Core.Records;
using LogPlatform.Storage.Blocks;
using LogPlatform.Storage.Query.Evaluation;

namespace LogPlatform.Storage.Query.Scanning;

/// <summary>
/// Follows the commits. Nothing is buffered: the store is the buffer. A reader that comes back late finds more blocks than the bound allows; of those that are too
/// many the matching records are counted and left out.
/// </summary>
internal sealed class TailRun(Filter filter, IBlockCatalog catalog, BlockSource source, SemaphoreSlim gate, QueryOptions options)
{
    private readonly QueryFilter _filter = new(filter, long.MinValue, long.MaxValue);
    private readonly RecordBatch _records = new();
    private readonly List<SearchHit> _hits = [];
    private readonly QueryTally _tally = new();
    private long _skipped;

    /// <summary>The pages, from what is committed after block <paramref name="last"/> on.</summary>
    public async IAsyncEnumerable<TailPage> PagesAsync(long last, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            await catalog.WaitAsync(last, cancellationToken);
            var newest = catalog.LastId;
            var blocks = catalog.After(last, options.TailLag);

            // Blocks that came since may be gone already: without this the wait would end at once again and again.
            last = blocks.Count == 0 ? Math.Max(last, newest) : last;
            foreach (var block in blocks)
            {
                last = block.Id;
                await ReadAsync(block, isLate: newest - block.Id >= options.TailLag, cancellationToken);
                if (_hits.Count > 0)
                {
                    yield return new TailPage(_skipped, _records, _hits);
                    _skipped = 0;
                    newest = catalog.LastId;
                }
            }
        }
    }

    private async Task ReadAsync(StoredBlock block, bool isLate, CancellationToken cancellationToken)
    {
        _records.Clear();
        _hits.Clear();
        await gate.WaitAsync(cancellationToken);
        try
        {
            using var handle = _filter.Evaluate(block, source, lightIsEnough: false, _tally, out var matches);
            if (handle is null || matches is null)
            {
                return;
            }

            // The newest records of a block are the ones to show.
            var count = matches.Count;
            var shown = isLate ? 0 : Math.Min(count, options.PageSize);
            _skipped += count - shown;
            if (shown > 0)
            {
                Read(handle, matches, count - shown);
            }
        }
        finally
        {
            gate.Release();
        }
    }

    private void Read(BlockHandle handle, RowSet matches, int skip)
    {
        var rows = new List<int>();
        foreach (var row in matches)
        {
            if (skip-- <= 0)
            {
                rows.Add(row);
            }
        }

        try
        {
            handle.Reader.Materialize([.. rows], _records);
        }
        catch (CorruptBlockException)
        {
            return;
        }

        for (var i = 0; i < rows.Count; i++)
        {
            _hits.Add(new SearchHit(i, handle.Block));
        }
    }
}
