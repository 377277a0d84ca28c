using System.Threading.Channels;
using LogPlatform.Core.Batches;
using LogPlatform.Core.Time;
using LogPlatform.Postgres.Connections;
using LogPlatform.Postgres.Schema;
using LogPlatform.Storage.Waiting;
using Microsoft.Extensions.Logging;

namespace LogPlatform.Postgres.Journal;

/// <summary>
/// The one task that writes for this gateway: it takes all appends that wait, commits them in one transaction, and wakes their callers. Heartbeats and take-overs are its business
/// too, because the row of the gateway says up to where its batches are settled, and that must never be ahead of what this task knows.
/// </summary>
#pragma warning disable CA1031 // Whatever goes wrong, a bug of ours too, the callers get an answer and the task goes on.
internal sealed partial class JournalWriter : IAsyncDisposable
{
    private readonly Channel<JournalWork> _work = Channel.CreateUnbounded<JournalWork>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Database _database;
    private readonly PostgresOptions _options;
    private readonly OwnBatches _own;
    private readonly RecentPayloads _recent;
    private readonly Slices _slices;
    private readonly GatewaySession _session;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ITimer _timer;
    private Task _running = Task.CompletedTask;
    private volatile bool _isDown;

    public JournalWriter(Database database, PostgresOptions options, OwnBatches own, RecentPayloads recent, Slices slices, TimeProvider time, ILogger logger)
    {
        (_database, _options, _own, _recent, _slices, _time, _logger) = (database, options, own, recent, slices, time, logger);
        _session = new GatewaySession(database, options, own);
        _timer = time.CreateTimer(_ => _work.Writer.TryWrite(default), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The last durable batch of this gateway.</summary>
    public Watermark Durable { get; } = new(0);

    /// <summary>The number of this gateway.</summary>
    public long Gateway => _session.Gateway;

    /// <summary>Registers the gateway, takes back what it had under its name before, and begins.</summary>
    /// <exception cref="IOException">PostgreSQL cannot be reached.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _session.ConnectAsync(isStart: true, cancellationToken);
        }
        catch (Exception error) when (Database.IsFault(error))
        {
            throw Database.Unreachable(error);
        }

        SetTimer();
        _running = Task.Run(RunAsync, CancellationToken.None);
    }

    /// <summary>Hands a request over; false when PostgreSQL is known to be away, or the journal is closed.</summary>
    public bool TryAdd(AppendRequest request) => !_isDown && _work.Writer.TryWrite(new JournalWork(request, null));

    /// <summary>Takes over the batches of gateways that are silent, and says how many gateways that were.</summary>
    public Task<int> TakeOverAsync(TimeSpan limit)
    {
        var request = new TakeOverRequest(limit);
        if (!_work.Writer.TryWrite(new JournalWork(null, request)))
        {
            request.Done.TrySetResult(0);
        }

        return request.Done.Task;
    }

    /// <summary>Writes what waits, and ends.</summary>
    public async ValueTask DisposeAsync()
    {
        await _timer.DisposeAsync();
        _work.Writer.TryComplete();
        await _running;
        _session.Doubt?.Group.Refuse();
        await _session.DisposeAsync();
    }

    private async Task RunAsync()
    {
        var group = new AppendGroup();
        var takeOvers = new List<TakeOverRequest>();
        while (await _work.Reader.WaitToReadAsync())
        {
            var isBeatDue = false;
            while (!group.IsFull && _work.Reader.TryRead(out var work))
            {
                if (work.Append is not null)
                {
                    group.Add(work.Append);
                }
                else if (work.TakeOver is not null)
                {
                    takeOvers.Add(work.TakeOver);
                }
                else
                {
                    isBeatDue = true;
                }
            }

            if (!group.IsEmpty)
            {
                await WriteAsync(group);
                group = new AppendGroup();
            }

            await TakeOverAsync(takeOvers);
            if (isBeatDue)
            {
                await BeatAsync();
                SetTimer();
            }
        }
    }

    private void SetTimer() => _timer.Change(_isDown && _options.Poll < _options.Heartbeat ? _options.Poll : _options.Heartbeat, Timeout.InfiniteTimeSpan);

    private async Task WriteAsync(AppendGroup group)
    {
        if (_isDown)
        {
            group.Refuse();
            return;
        }

        IReadOnlyList<JournalEntry>? sent = null;
        try
        {
            await ConnectAsync();
            while (group.Requests.Count > 0)
            {
                if (await TryCommitAsync(group, entries => sent = entries))
                {
                    Keep(group, sent!);
                    return;
                }

                sent = null;
            }
        }
        catch (Exception error)
        {
            await LoseAsync(error);
            if (sent is null)
            {
                group.Refuse();
            }
            else
            {
                _session.Doubt = new DoubtfulGroup(group, sent, _session.Gateway, _time.GetTimestamp());
            }
        }
    }

    // False when some of the batches were kept before: they are answered and left out, and the rest is to be tried again.
    private async Task<bool> TryCommitAsync(AppendGroup group, Action<IReadOnlyList<JournalEntry>> beforeCommit)
    {
        var now = _time.GetUtcNow();
        var slice = _slices.Of(now);
        if (!_slices.IsKnown(slice))
        {
            await _slices.EnsureAsync(_database, slice, CancellationToken.None);
        }

        var (records, bytes) = (group.Requests.Sum(request => (long)request.Header.RecordCount), group.Requests.Sum(request => (long)request.Payload.Length));
        if (await _session.BeginAppendAsync(group.Requests.Count, records, bytes, CancellationToken.None) is not { } ids)
        {
            // Others have taken this gateway for dead. It goes on under a new number; what it had is theirs.
            LogGatewayFenced(_session.Gateway);
            await _session.ConnectAsync(isStart: false, CancellationToken.None);
            return false;
        }

        var entries = await CopyAsync(group, ids, slice);
        beforeCommit(entries);
        return await _session.TryCommitAsync(group, entries, _options.RetryWindow, UnixNano.FromDate(now), CancellationToken.None);
    }

    private async Task<IReadOnlyList<JournalEntry>> CopyAsync(AppendGroup group, long[] ids, int slice)
    {
        var entries = new JournalEntry[ids.Length];
        await using var copy = await CopyWriter.BeginAsync(_session.Connection, GatewaySql.Copy, CancellationToken.None);
        for (var i = 0; i < ids.Length; i++)
        {
            var (header, payload) = (group.Requests[i].Header, group.Requests[i].Payload);
            entries[i] = new JournalEntry(new BatchId(ids[i]), header.RecordCount, payload.Length, header.ReceivedUnixNano, new JournalSlice(slice, 0, payload.Length));
            await JournalRow.WriteAsync(copy, slice, ids[i], _session.Gateway, header, payload, CancellationToken.None);
        }

        await copy.CompleteAsync(CancellationToken.None);
        return entries;
    }

    private void Keep(AppendGroup group, IReadOnlyList<JournalEntry> entries)
    {
        for (var i = 0; i < entries.Count; i++)
        {
            _recent.Add(entries[i].Id, group.Requests[i].Header, group.Requests[i].Payload);
        }

        _own.Add(entries);
        Durable.Advance(entries[^1].Id.Value);
        group.Complete(entries);
    }

    private async Task TakeOverAsync(List<TakeOverRequest> requests)
    {
        foreach (var request in requests)
        {
            var taken = 0;
            try
            {
                if (!_isDown)
                {
                    await ConnectAsync();
                    taken = await _session.TakeOverAsync(request.Limit, namesakes: false, CancellationToken.None);
                }
            }
            catch (Exception error)
            {
                await LoseAsync(error);
            }

            request.Done.TrySetResult(taken);
        }

        requests.Clear();
    }

    private async Task BeatAsync()
    {
        try
        {
            await ConnectAsync();
            if (!await _session.BeatAsync(CancellationToken.None))
            {
                LogGatewayFenced(_session.Gateway);
                await _session.ConnectAsync(isStart: false, CancellationToken.None);
            }
        }
        catch (Exception error)
        {
            await LoseAsync(error);
            GiveUpDoubt();
        }
    }

    private async Task ConnectAsync()
    {
        if (!_session.IsConnected)
        {
            await _session.ConnectAsync(isStart: false, CancellationToken.None);
        }

        if (_session.Doubt is { } doubt)
        {
            var isDurable = await _session.IsDurableAsync(doubt, CancellationToken.None);
            _session.Doubt = null;
            if (!isDurable || doubt.IsDisowned)
            {
                doubt.Group.Refuse();
            }
            else if (doubt.Gateway == _session.Gateway)
            {
                Keep(doubt.Group, doubt.Entries);
            }
            else
            {
                // Another gateway has taken them over by now.
                doubt.Group.Complete(doubt.Entries);
            }
        }

        if (_isDown)
        {
            _isDown = false;
            LogDatabaseBack();
        }
    }

    private async Task LoseAsync(Exception error)
    {
        await _session.DisconnectAsync();
        _slices.Forget();
        if (!_isDown)
        {
            _isDown = true;
            LogDatabaseLostError(error);
            SetTimer();
        }
    }

    private void GiveUpDoubt()
    {
        if (_session.Doubt is { IsDisowned: false } doubt && _time.GetElapsedTime(doubt.Since) >= _options.DoubtLimit)
        {
            doubt.IsDisowned = true;
            doubt.Group.Refuse();
        }
    }
}
