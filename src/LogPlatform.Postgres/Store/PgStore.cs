using System.Buffers;
using LogPlatform.Core.Batches;
using LogPlatform.Core.Ledger;
using LogPlatform.Core.Ports;
using LogPlatform.Core.Rewinds;
using LogPlatform.Core.Slots;
using LogPlatform.Postgres.Connections;
using LogPlatform.Postgres.Journal;
using LogPlatform.Postgres.Schema;
using LogPlatform.Storage.Segments;
using LogPlatform.Storage.Waiting;
using Microsoft.Extensions.Logging;

namespace LogPlatform.Postgres.Store;

/// <summary>The store of the cluster edition: the same encoded blocks as on disk, in tables that all gateways write to. What it tells is about all of them.</summary>
public sealed class PgStore : IRecordStore, IBlockCatalog, IQuarantine, IRewindStore, IAsyncDisposable
{
    private readonly Database _database;
    private readonly OwnBatches _own;
    private readonly Polling _polling;
    private readonly StoreReader _reader;
    private readonly CommitWriter _writer;
    private readonly StoreRewinds _rewinds;
    private readonly Watermark _durable = new(0);
    private readonly Lock _gate = new();

    internal PgStore(Database database, OwnBatches own, Polling polling, Slices bodies, TimeProvider time, ILogger logger)
    {
        (_database, _own, _polling) = (database, own, polling);
        _reader = new StoreReader(database);
        _writer = new CommitWriter(database, bodies, own, time, logger);
        _rewinds = new StoreRewinds(database, bodies, time);
    }

    /// <inheritdoc/>
    /// <remarks>Over all gateways, as they said with their last heartbeat. While PostgreSQL is away, the last answer.</remarks>
    public BatchId DurableWatermark
    {
        get
        {
            try
            {
                var watermark = _database.Query(GatewaySql.Watermark, row => row.GetInt64(0))[0];
                lock (_gate)
                {
                    if (watermark > _durable.Value)
                    {
                        _durable.Advance(watermark);
                    }
                }
            }
            catch (IOException)
            {
                // What was durable is so still.
            }

            return new BatchId(_durable.Value);
        }
    }

    /// <inheritdoc/>
    /// <remarks>While PostgreSQL is away, the last block that this gateway committed.</remarks>
    public long LastId
    {
        get
        {
            try
            {
                return _reader.LastBlock();
            }
            catch (IOException)
            {
                return _writer.LastBlock.Value;
            }
        }
    }

    /// <inheritdoc/>
    /// <exception cref="IOException">PostgreSQL cannot be reached.</exception>
    public long Count => _reader.QuarantineCount();

    /// <inheritdoc/>
    public async ValueTask<CommitStatus> CommitAsync(Commit commit, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return CommitCheck.TryCheck(commit, out var blocks, out var quarantined)
            ? await _writer.CommitAsync(new StoredUnit(commit, blocks, quarantined))
            : CommitStatus.Malformed;
    }

    /// <inheritdoc/>
    /// <exception cref="IOException">PostgreSQL cannot be reached.</exception>
    public async ValueTask SealAsync(Generation generation, CancellationToken cancellationToken) => await _database.TransactAsync(
        async connection =>
        {
            await using var command = Database.Command(connection, StoreSql.Seal, Database.Of(generation.Value));
            return await command.ExecuteNonQueryAsync(cancellationToken);
        },
        cancellationToken);

    /// <inheritdoc/>
    public ValueTask WaitDurableAsync(BatchId after, CancellationToken cancellationToken) =>
        _durable.Value > after.Value ? ValueTask.CompletedTask : _polling.UntilAsync(() => DurableWatermark > after, cancellationToken);

    /// <inheritdoc/>
    /// <remarks>While PostgreSQL is away, batches whose commit this gateway did not see count as not committed: a commit then says that they are.</remarks>
    public bool IsCommitted(BatchId id)
    {
        if (_own.Contains(id))
        {
            return false;
        }

        try
        {
            return (id.Value > 0 && id.Value <= _durable.Value) || _reader.IsCommitted(id);
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    /// <exception cref="IOException">PostgreSQL cannot be reached.</exception>
    public IReadOnlySet<BatchId> CommittedOf(IReadOnlyCollection<BatchId> ids) => _reader.CommittedOf(ids);

    /// <inheritdoc/>
    /// <exception cref="IOException">PostgreSQL cannot be reached.</exception>
    public IReadOnlyList<GenerationTotals> Totals() => _reader.Totals();

    /// <inheritdoc/>
    /// <exception cref="IOException">PostgreSQL cannot be reached.</exception>
    public IReadOnlyList<StoredBlock> Blocks(long fromUnixNano, long toUnixNano) => _reader.Between(fromUnixNano, toUnixNano);

    /// <inheritdoc/>
    /// <exception cref="IOException">PostgreSQL cannot be reached.</exception>
    public IReadOnlyList<StoredBlock> After(long afterId, int most) => _reader.After(afterId, most);

    /// <inheritdoc/>
    public ValueTask WaitAsync(long afterId, CancellationToken cancellationToken) =>
        _polling.UntilAsync(() => LastId > afterId, _writer.LastBlock, cancellationToken);

    /// <inheritdoc/>
    /// <exception cref="IOException">PostgreSQL cannot be reached.</exception>
    public IMemoryOwner<byte>? Read(StoredBlock block) => _reader.Body(block, block.Bytes);

    /// <inheritdoc/>
    /// <exception cref="IOException">PostgreSQL cannot be reached.</exception>
    public IMemoryOwner<byte>? ReadPrefix(StoredBlock block, int bytes) => _reader.Body(block, bytes);

    /// <inheritdoc/>
    /// <exception cref="IOException">PostgreSQL cannot be reached.</exception>
    public IReadOnlyList<QuarantinedRecord> List(long afterId, int most) => _reader.Quarantine(afterId, most);

    /// <inheritdoc/>
    /// <exception cref="IOException">PostgreSQL cannot be reached.</exception>
    public async ValueTask<bool> ReleaseAsync(long id, CancellationToken cancellationToken) => await _database.TransactAsync(
        async connection =>
        {
            await using var command = Database.Command(connection, "DELETE FROM quarantine WHERE id = $1 AND state = 1", Database.Of(id));
            return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
        },
        cancellationToken);

    /// <inheritdoc/>
    /// <exception cref="IOException">PostgreSQL cannot be reached.</exception>
    public IReadOnlyList<CommittedUnit> UnitsOf(Generation generation) => _rewinds.UnitsOf(generation);

    /// <inheritdoc/>
    /// <exception cref="IOException">PostgreSQL cannot be reached.</exception>
    public IReadOnlySet<long> StagedBy(RewindId rewind) => _rewinds.StagedBy(rewind);

    /// <inheritdoc/>
    /// <remarks><see cref="CommitStatus.Duplicate"/> also says that the unit is not there any more. Nothing is sealed for a rewind.</remarks>
    public ValueTask<CommitStatus> StageAsync(RewindId rewind, CommittedUnit replaces, Commit commit, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return _rewinds.StageAsync(rewind, replaces, commit);
    }

    /// <inheritdoc/>
    /// <remarks>A rewind that has superseded before and has nothing new staged gets the same answer again.</remarks>
    /// <exception cref="IOException">PostgreSQL cannot be reached. Either nothing has changed, or all of it: call it again.</exception>
    public ValueTask<SupersededTotals> SupersedeAsync(RewindId rewind, CancellationToken cancellationToken) => _rewinds.SupersedeAsync(rewind, cancellationToken);

    /// <inheritdoc/>
    /// <exception cref="IOException">PostgreSQL cannot be reached.</exception>
    public ValueTask AbandonAsync(RewindId rewind, CancellationToken cancellationToken) => _rewinds.AbandonAsync(rewind, cancellationToken);

    /// <summary>How many blocks are visible, the records in them and their encoded bytes.</summary>
    /// <exception cref="IOException">PostgreSQL cannot be reached.</exception>
    public (long Blocks, long Rows, long Bytes) Status() => _reader.Status();

    /// <summary>Commits what is under way, and ends.</summary>
    public async ValueTask DisposeAsync()
    {
        await _writer.DisposeAsync();
        await _rewinds.DisposeAsync();
    }
}
