using LogPlatform.Core.Batches;
using LogPlatform.Core.Ports;
using LogPlatform.Core.Time;
using LogPlatform.Storage.Checksums;
using LogPlatform.Storage.Files;

namespace LogPlatform.Storage.Journal;

/// <summary>The journal of the Standalone edition: preallocated, recycled segment files with group commit.</summary>
public sealed class FileJournal : IJournal, IAsyncDisposable
{
    private readonly JournalOptions _options;
    private readonly IStorageDirectory _directory;
    private readonly IDisposable _lock;
    private readonly TimeProvider _time;
    private readonly SegmentCatalog _catalog;
    private readonly RetryWindow _retries;
    private readonly JournalWriter _writer;
    private readonly JournalCounters _counters = new();

    private FileJournal(JournalOptions options, IStorageDirectory directory, IDisposable directoryLock, TimeProvider time)
    {
        (_options, _directory, _lock, _time) = (options, directory, directoryLock, time);
        var recovery = JournalRecovery.Run(directory, options.ContinueAfter);
        _catalog = new SegmentCatalog(directory, recovery.Segments);
        _catalog.Release(default);
        Missing = recovery.Missing;
        _retries = new RetryWindow(options.RetryWindow, options.RetryWindowEntries);
        RetryWindowRecovery.Run(directory, recovery.Segments, _retries, UnixNano.FromDate(time.GetUtcNow()));
        var appender = new SegmentAppender(directory, options, _catalog, _counters, recovery.Position);
        _writer = new JournalWriter(appender, _retries, _counters, time, recovery.Position);
    }

    /// <summary>Opens or creates the journal; a torn tail is cut off. All batches it holds count as not released until <see cref="Release"/> is called.</summary>
    /// <exception cref="IOException">The folder is in use by another process, or the disk failed.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public static ValueTask<FileJournal> OpenAsync(JournalOptions options, TimeProvider time, CancellationToken cancellationToken) =>
        OpenAsync(options, new DiskDirectory(options.Directory), time, cancellationToken);

    internal static async ValueTask<FileJournal> OpenAsync(JournalOptions options, IStorageDirectory directory, TimeProvider time, CancellationToken cancellationToken)
    {
        options.Validate();
        var directoryLock = directory.Lock();
        try
        {
            return await Task.Run(() => new FileJournal(options, directory, directoryLock, time), cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            directoryLock.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public BatchId LastDurable => new(_writer.Durable.Value);

    /// <inheritdoc/>
    public long AcceptedRecords => _writer.Accepted;

    /// <summary>The oldest batch that is kept, or the next one when none is.</summary>
    public BatchId First => _catalog.Snapshot() is [var oldest, ..] ? oldest.Header.FirstId : LastDurable.Next;

    /// <summary>Batches that were found lost on opening, by damage to the disk.</summary>
    public IReadOnlyList<MissingBatches> Missing { get; }

    /// <summary>The state now.</summary>
    public JournalStatus Status()
    {
        var segments = _catalog.Snapshot();
        var unreleased = _catalog.UnreleasedBytes;
        return new JournalStatus
        {
            Segments = segments.Length,
            BytesOnDisk = segments.Sum(segment => segment.FileLength) + _writer.SpareBytes,
            ReleasedBytes = Math.Max(0, segments.Sum(segment => segment.DataEnd - SegmentHeader.DataStart) - unreleased),
            UnreleasedBytes = unreleased,
            First = First,
            OldestUnixNano = segments is [var oldest, ..] ? oldest.Header.CreatedUnixNano : 0,
            Groups = _counters.Groups,
            Batches = _counters.Batches,
            AppendedBytes = _counters.Bytes,
            Refused = _counters.Refused,
            Faults = _counters.Faults,
            LastFault = _counters.LastFault,
        };
    }

    /// <inheritdoc/>
    /// <remarks>
    /// Once the batch is on its way the wait is not cut short: its bytes are being read, and the caller may use them again when the task completes.
    /// </remarks>
    /// <exception cref="ArgumentException">A text of the header is longer than 255 bytes, or the payload than 2 GiB.</exception>
    public ValueTask<AppendResult> AppendAsync(BatchHeader header, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<AppendResult>(cancellationToken);
        }

        ArgumentOutOfRangeException.ThrowIfGreaterThan(payload.Length, EntryHeader.MaxPayload);
        EntryHeader.ThrowIfTooLong(header);
        var crc = Crc32C.Compute(payload.Span);
        if ((header.IdempotencyKey is null && !header.MatchContent) || _retries.Nanoseconds == 0)
        {
            return Append(header, payload, crc, null);
        }

        var content = new BatchContent(header.Format, payload.Length, crc);
        return _retries.TryRemember(header.IdempotencyKey, content, UnixNano.FromDate(_time.GetUtcNow()), out var batch)
            ? Append(header, payload, crc, batch)
            : AppendRepeatedAsync(header, payload, content, batch);
    }

    /// <inheritdoc/>
    public IReadOnlyList<JournalEntry> Read(BatchId after, int most)
    {
        var entries = new List<JournalEntry>(Math.Min(most, 256));
        _catalog.Read(after.Next, entries, most);
        return entries;
    }

    /// <inheritdoc/>
    public IEnumerable<JournalEntry> Scan(long fromUnixNano, long toUnixNano)
    {
        foreach (var segment in _catalog.Snapshot())
        {
            if (segment.MaxReceivedUnixNano < fromUnixNano || segment.MinReceivedUnixNano >= toUnixNano)
            {
                continue;
            }

            var next = segment.Header.FirstId;
            var page = new List<JournalEntry>();
            do
            {
                page.Clear();
                _catalog.Read(next, page, 1024);
                foreach (var entry in page)
                {
                    if (entry.Slice.Segment == segment.Header.Number && entry.ReceivedUnixNano >= fromUnixNano && entry.ReceivedUnixNano < toUnixNano)
                    {
                        yield return entry;
                    }
                }

                next = page.Count == 0 ? next : page[^1].Id.Next;
            }
            while (page.Count > 0 && next < segment.EndId);
        }
    }

    /// <inheritdoc/>
    public ValueTask WaitAsync(BatchId after, CancellationToken cancellationToken) => _writer.Durable.WaitAsync(after.Value, cancellationToken);

    /// <inheritdoc/>
    public void Release(BatchId watermark) => _catalog.Release(watermark);

    /// <summary>Frees what retention may take. The host calls it every minute or so; a new segment does it as well.</summary>
    public void Trim() => _writer.Trim();

    /// <summary>Completes the appends under way and closes the files.</summary>
    public async ValueTask DisposeAsync()
    {
        await _writer.DisposeAsync().ConfigureAwait(false);
        _lock.Dispose();
    }

    private ValueTask<AppendResult> Append(BatchHeader header, ReadOnlyMemory<byte> payload, uint crc, RememberedBatch? remembered)
    {
        // A limit on the backlog is checked here and not by the writer: a refusal must be cheap when many come.
        var isOverLimit = _options.MaxUnreleasedBytes > 0 && _catalog.UnreleasedBytes + payload.Length > _options.MaxUnreleasedBytes;
        if (!isOverLimit)
        {
            var request = AppendRequest.Rent(header, payload, crc, remembered);
            if (_writer.TryAdd(request))
            {
                return request.Outcome;
            }
        }

        _counters.CountRefused(1);
        _retries.Refuse(remembered);
        return ValueTask.FromResult(new AppendResult(AppendStatus.Unavailable, default));
    }

    private async ValueTask<AppendResult> AppendRepeatedAsync(BatchHeader header, ReadOnlyMemory<byte> payload, BatchContent content, RememberedBatch earlier)
    {
        // The earlier one may still be under way. Only when it is durable may this one be acknowledged; when it was refused, this one takes its place.
        while (!await earlier.Settled.ConfigureAwait(false))
        {
            if (_retries.TryRemember(header.IdempotencyKey, content, UnixNano.FromDate(_time.GetUtcNow()), out earlier))
            {
                return await Append(header, payload, content.Crc, earlier).ConfigureAwait(false);
            }
        }

        if (earlier.Content == content && PayloadComparison.IsSame(_directory, earlier.Id, earlier.Slice, payload.Span))
        {
            return new AppendResult(AppendStatus.Duplicate, earlier.Id);
        }

        // Other bytes under the same key are the client's fault. Other bytes with the same checksum are another batch.
        return header.IdempotencyKey is null
            ? await Append(header, payload, content.Crc, null).ConfigureAwait(false)
            : new AppendResult(AppendStatus.KeyReused, earlier.Id);
    }
}
