using System.Threading.Channels;
using LogPlatform.Core.Ledger;
using LogPlatform.Core.Ports;
using LogPlatform.Postgres.Connections;
using LogPlatform.Postgres.Journal;
using LogPlatform.Postgres.Schema;
using LogPlatform.Storage.Segments;
using LogPlatform.Storage.Waiting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace LogPlatform.Postgres.Store;

/// <summary>
/// The one task that commits for this gateway. Units that wait share a transaction; each still has its own answer: when one is refused, the transaction is rolled back and made again
/// with the others. The head of the store is locked only after the bodies are written, so gateways wait for each other for the small rows and the sync.
/// </summary>
#pragma warning disable CA1031 // Whatever goes wrong, a bug of ours too, the callers get an answer and the task goes on.
internal sealed partial class CommitWriter : IAsyncDisposable
{
    private const long MostBytes = 16L << 20;
    private const int MostUnits = 64;

    private readonly Channel<CommitRequest> _queue = Channel.CreateUnbounded<CommitRequest>(new UnboundedChannelOptions { SingleReader = true });
    private readonly StoreSession _session;
    private readonly Slices _slices;
    private readonly OwnBatches _own;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Task _running;
    private bool _isDown;

    public CommitWriter(Database database, Slices slices, OwnBatches own, TimeProvider time, ILogger logger)
    {
        (_slices, _own, _time, _logger) = (slices, own, time, logger);
        _session = new StoreSession(database, slices);
        _running = Task.Run(RunAsync);
    }

    /// <summary>The id of the last block that was committed here.</summary>
    public Watermark LastBlock { get; } = new(0);

    /// <summary>Commits a unit.</summary>
    public async ValueTask<CommitStatus> CommitAsync(StoredUnit unit)
    {
        var request = new CommitRequest(unit);
        return _queue.Writer.TryWrite(request) ? await request.Outcome : CommitStatus.Unavailable;
    }

    /// <summary>Commits what waits, and ends.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _running;
        await _session.DisposeAsync();
    }

    private async Task RunAsync()
    {
        var group = new List<CommitRequest>();
        var batches = new HashSet<long>();
        while (await _queue.Reader.WaitToReadAsync())
        {
            // Two units of one batch never meet in a group: the second finds the first committed.
            while (group.Count < MostUnits
                && group.Sum(request => request.Unit.Bytes) < MostBytes
                && _queue.Reader.TryPeek(out var next)
                && !batches.Overlaps(next.Unit.Batches)
                && _queue.Reader.TryRead(out next))
            {
                group.Add(next);
                batches.UnionWith(next.Unit.Batches);
            }

            await CommitAsync(group);
            group.Clear();
            batches.Clear();
        }
    }

    private async Task CommitAsync(List<CommitRequest> group)
    {
        try
        {
            while (group.Count > 0 && !await TryCommitAsync(group))
            {
            }

            _isDown = false;
        }
        catch (Exception error)
        {
            if (!_isDown)
            {
                _isDown = true;
                LogStoreUnavailableError(error);
            }

            // When it was the commit itself that was not answered, the units may be there: the next attempt is then told so.
            await _session.DisconnectAsync();
            group.ForEach(request => request.Complete(CommitStatus.Unavailable));
        }
    }

    // False when units were refused: they are answered and left out, and the rest is to be tried again.
    private async Task<bool> TryCommitAsync(List<CommitRequest> group)
    {
        var slice = _slices.Of(_time.GetUtcNow());
        await _session.PrepareAsync(slice);
        long[] batches = [.. group.SelectMany(request => request.Unit.Batches)];
        var early = await _session.BeginAsync(batches);
        if (early.Count > 0)
        {
            await _session.RollBackAsync();
            Refuse(group, unit => unit.Batches.Any(early.Contains) ? CommitStatus.Duplicate : CommitStatus.None);
            Forget(early);
            return false;
        }

        var units = group.ConvertAll(request => request.Unit);
        await _session.CopyBodiesAsync(units, slice);
        var head = await _session.LockHeadAsync(units, batches);
        if (units.Any(unit => StatusOf(unit, head) != CommitStatus.None))
        {
            await _session.RollBackAsync();
            Refuse(group, unit => StatusOf(unit, head));
            Forget(batches.Where(head.IsCommitted));
            return false;
        }

        await StoreAsync(units, slice, head);
        Forget(batches);
        Advance(units, head);
        group.ForEach(request => request.Complete(CommitStatus.Committed));
        return true;
    }

    private static CommitStatus StatusOf(StoredUnit unit, StoreHead head) =>
        unit.Batches.Any(head.IsCommitted) ? CommitStatus.Duplicate
        : unit.Commit.Pointer.Generation <= head.Sealed ? CommitStatus.Sealed
        : CommitStatus.None;

    private static void Refuse(List<CommitRequest> group, Func<StoredUnit, CommitStatus> statusOf)
    {
        for (var i = group.Count - 1; i >= 0; i--)
        {
            if (statusOf(group[i].Unit) is not CommitStatus.None and var status)
            {
                group[i].Complete(status);
                group.RemoveAt(i);
            }
        }
    }

    private async Task StoreAsync(List<StoredUnit> units, int slice, StoreHead head)
    {
        await using var batch = new NpgsqlBatch(_session.Connection);
        var totals = new LedgerTotals();
        var (block, quarantined) = (head.FirstBlock, head.FirstQuarantined);
        for (var i = 0; i < units.Count; i++)
        {
            units[i].AddTo(batch.BatchCommands, slice, head.FirstUnit + i, block, quarantined);
            totals.Add(units[i].Totals);
            block += units[i].Blocks.Length;
            quarantined += units[i].QuarantineItems;
        }

        batch.BatchCommands.Add(Database.Part(StoreSql.AddCommitted, Database.Of(units.SelectMany(unit => unit.Batches).ToArray())));
        foreach (var sum in totals.ToList())
        {
            batch.BatchCommands.Add(TotalsOf(sum));
        }

        batch.BatchCommands.Add(new NpgsqlBatchCommand("COMMIT"));
        await StoreSession.ExecuteAsync(batch);
    }

    /// <summary>The statement that adds sums.</summary>
    internal static NpgsqlBatchCommand TotalsOf(GenerationTotals sum) => Database.Part(
        StoreSql.AddTotals,
        Database.Of(sum.Generation.Value),
        Database.Of(sum.Release.Name),
        Database.Of(sum.Batches),
        Database.Of(sum.Committed),
        Database.Of(sum.Quarantined),
        Database.Of(sum.Dropped));

    private void Advance(List<StoredUnit> units, StoreHead head)
    {
        var blocks = units.Sum(unit => unit.Blocks.Length);
        if (blocks > 0)
        {
            LastBlock.Advance(head.FirstBlock + blocks - 1);
        }
    }

    private void Forget(IEnumerable<long> batches) => _own.Settle([.. batches]);
}
