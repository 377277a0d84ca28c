using LogPlatform.Core.Batches;
using LogPlatform.Core.Ports;
using LogPlatform.Postgres.Connections;
using LogPlatform.Postgres.Schema;
using LogPlatform.Storage.Journal;
using Microsoft.Extensions.Logging;

namespace LogPlatform.Postgres.Journal;

/// <summary>
/// The journal of the cluster edition. What it tells is about all gateways' batches; <see cref="Dispatch"/> tells of those that this gateway is to process. Numbers rise per gateway
/// and have holes.
/// </summary>
public sealed class PgJournal : IJournal, IAsyncDisposable
{
    private const int MaxPayload = 512 << 20;
    private const int PageSize = 1024;

    private readonly Database _database;
    private readonly PostgresOptions _options;
    private readonly OwnBatches _own;
    private readonly RecentPayloads _recent;
    private readonly Slices _slices;
    private readonly JournalWriter _writer;
    private readonly Polling _polling;
    private ContentTags? _tags;

    internal PgJournal(Database database, PostgresOptions options, OwnBatches own, RecentPayloads recent, Polling polling, Slices slices, TimeProvider time, ILogger logger)
    {
        (_database, _options, _own, _recent, _polling, _slices) = (database, options, own, recent, polling, slices);
        _writer = new JournalWriter(database, options, own, recent, slices, time, logger);
        Dispatch = new DispatchJournal(this, own);
    }

    /// <summary>
    /// The batches that this gateway is to process: its own and those it took over, durable, not committed, in the order in which they came here. For the dispatcher, and for one
    /// only: what was read past is not listed again.
    /// </summary>
    public IJournal Dispatch { get; }

    /// <summary>Number of batches that this gateway has to bring to the store.</summary>
    public int Pending => _own.Count;

    /// <summary>The number of this gateway, for people; another one after it was taken for dead.</summary>
    public long Gateway => _writer.Gateway;

    /// <inheritdoc/>
    /// <remarks>Over all gateways. While PostgreSQL is away, the last one of this gateway.</remarks>
    public BatchId LastDurable
    {
        get
        {
            try
            {
                return new BatchId(_database.Query("SELECT COALESCE(max(last_batch), 0) FROM gateway", row => row.GetInt64(0))[0]);
            }
            catch (IOException)
            {
                return LastOwn;
            }
        }
    }

    /// <inheritdoc/>
    /// <remarks>Over all gateways.</remarks>
    /// <exception cref="IOException">PostgreSQL cannot be reached.</exception>
    public long AcceptedRecords => _database.Query("SELECT COALESCE(sum(accepted), 0)::bigint FROM gateway", row => row.GetInt64(0))[0];

    /// <summary>Over all gateways: the bytes ever accepted, as received, and the room that those still kept take on disk, in bytes.</summary>
    /// <exception cref="IOException">PostgreSQL cannot be reached.</exception>
    public (long Accepted, long OnDisk) Bytes() => _database.Query(
        """
        SELECT COALESCE(sum(accepted_bytes), 0)::bigint,
            (SELECT COALESCE(sum(pg_total_relation_size(inhrelid)), 0)::bigint FROM pg_inherits WHERE inhparent = 'journal'::regclass)
        FROM gateway
        """,
        row => (row.GetInt64(0), row.GetInt64(1)))[0];

    /// <inheritdoc/>
    /// <remarks>Once the batch is on its way the wait is not cut short: its bytes are being read, and the caller may use them again when the task completes.</remarks>
    /// <exception cref="ArgumentException">A text of the header is longer than 255 bytes, or the payload than 512 MiB.</exception>
    public ValueTask<AppendResult> AppendAsync(BatchHeader header, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<AppendResult>(cancellationToken);
        }

        ArgumentOutOfRangeException.ThrowIfGreaterThan(payload.Length, MaxPayload);
        EntryHeader.ThrowIfTooLong(header);
        var request = new AppendRequest(header, payload, _options.RetryWindow > TimeSpan.Zero ? RetryKey.Of(header, payload.Span, _tags!) : null);
        return _writer.TryAdd(request)
            ? new ValueTask<AppendResult>(request.Outcome)
            : ValueTask.FromResult(new AppendResult(AppendStatus.Unavailable, default));
    }

    /// <inheritdoc/>
    /// <remarks>All batches that are kept, of all gateways, the committed ones as well.</remarks>
    /// <exception cref="IOException">PostgreSQL cannot be reached.</exception>
    public IReadOnlyList<JournalEntry> Read(BatchId after, int most) => _database.Query(
        $"SELECT {JournalRow.EntryColumns} FROM journal WHERE id > $1 ORDER BY id LIMIT $2", JournalRow.Entry, Database.Of(after.Value), Database.Of(most));

    /// <inheritdoc/>
    /// <exception cref="IOException">PostgreSQL cannot be reached.</exception>
    public IEnumerable<JournalEntry> Scan(long fromUnixNano, long toUnixNano)
    {
        // A batch is appended a little after it is received: in the same hour or the next, and a clock may have been set.
        var (first, last) = (_slices.Of(fromUnixNano) - 1, _slices.Of(toUnixNano) + 1);
        var after = 0L;
        List<JournalEntry> page;
        do
        {
            page = _database.Query(
                $"""
                SELECT {JournalRow.EntryColumns} FROM journal
                WHERE id > $1 AND slice BETWEEN $2 AND $3 AND received >= $4 AND received < $5 ORDER BY id LIMIT {PageSize}
                """,
                JournalRow.Entry,
                Database.Of(after),
                Database.Of(first),
                Database.Of(last),
                Database.Of(fromUnixNano),
                Database.Of(toUnixNano));
            foreach (var entry in page)
            {
                yield return entry;
            }

            after = page.Count == 0 ? after : page[^1].Id.Value;
        }
        while (page.Count == PageSize);
    }

    /// <inheritdoc/>
    public ValueTask WaitAsync(BatchId after, CancellationToken cancellationToken) =>
        _writer.Durable.Value > after.Value
            ? ValueTask.CompletedTask
            : _polling.UntilAsync(() => LastDurable > after, _writer.Durable, cancellationToken);

    /// <inheritdoc/>
    /// <remarks>Nothing to do: which batches are committed is known where both are kept, and retention looks there.</remarks>
    public void Release(BatchId watermark)
    {
    }

    /// <summary>Takes over the batches of gateways that have been silent for <see cref="PostgresOptions.GatewayLimit"/>. The host calls it every few seconds.</summary>
    /// <returns>How many gateways were taken over; 0 also when PostgreSQL is away.</returns>
    public Task<int> TakeOverAsync() => _writer.TakeOverAsync(_options.GatewayLimit);

    /// <summary>Takes over the batches of gateways that have been silent for <paramref name="limit"/>.</summary>
    /// <returns>How many gateways were taken over; 0 also when PostgreSQL is away.</returns>
    public Task<int> TakeOverAsync(TimeSpan limit) => _writer.TakeOverAsync(limit);

    /// <summary>A batch with its bytes; null when retention has taken it.</summary>
    /// <exception cref="IOException">PostgreSQL cannot be reached.</exception>
    public async ValueTask<JournaledBatch?> ReadPayloadAsync(JournalEntry entry, CancellationToken cancellationToken)
    {
        if (_recent.Find(entry.Id) is { } recent)
        {
            return recent;
        }

        var found = await _database.QueryAsync(
            "SELECT format, received, records, match_content, peer, service, retry_key, payload FROM journal WHERE id = $1 AND slice = $2",
            row => new JournaledBatch(JournalRow.Header(row, 0), row.GetFieldValue<byte[]>(7)),
            [Database.Of(entry.Id.Value), Database.Of((int)entry.Slice.Segment)],
            cancellationToken);
        return found.Count == 1 ? found[0] : null;
    }

    /// <summary>The last durable batch that this gateway appended since its start.</summary>
    internal BatchId LastOwn => new(_writer.Durable.Value);

    internal async Task StartAsync(CancellationToken cancellationToken)
    {
        _tags = new ContentTags(_database.Query("SELECT retry_secret FROM head", row => row.GetFieldValue<byte[]>(0))[0]);
        await _writer.StartAsync(cancellationToken);
    }

    /// <summary>Completes the appends under way. What is not committed is taken over by another gateway, or by this one at its next start.</summary>
    public ValueTask DisposeAsync() => _writer.DisposeAsync();
}
