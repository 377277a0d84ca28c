using System.Security.Cryptography;
using LogPlatform.Cli.Api;
using LogPlatform.Cli.Load.Bodies;

namespace LogPlatform.Cli.Load;

/// <summary>
/// Sends numbered records and remembers, number by number, what the server said to each. Over syslog, which has no acknowledgement, a record counts as
/// acknowledged when the server read its connection to our end and closed it orderly. With <see cref="LoadOptions.RetryFor"/> the server may be stopped,
/// killed and started again meanwhile.
/// </summary>
public sealed class LoadRun
{
    private readonly LoadOptions _options;
    private readonly TimeProvider _time;
    private readonly LoadTally _tally = new();
    private LoadPace? _pace;

    /// <summary>Prepares a run.</summary>
    /// <param name="options">What to send; <see cref="LoadOptions.FindFault"/> must find none.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="ArgumentException">The options are wrong.</exception>
    public LoadRun(LoadOptions options, TimeProvider time)
    {
        if (options.FindFault() is { } fault)
        {
            throw new ArgumentException(fault, nameof(options));
        }

        _options = options;
        _time = time;

        // Letters only: digits could look like a card number to a redaction rule.
        Id = options.RunId ?? RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyz", 12);
    }

    /// <summary>Name of the run: the value of the attribute <c>load.run</c> of its records.</summary>
    public string Id { get; }

    /// <summary>The options.</summary>
    public LoadOptions Options => _options;

    /// <summary>When sending began.</summary>
    public DateTimeOffset StartedAt { get; private set; }

    /// <summary>Records that must be found once.</summary>
    public IdSet Acknowledged { get; } = new();

    /// <summary>Records that may be found once or not at all.</summary>
    public IdSet Maybe { get; } = new();

    /// <summary>Records that must not be found.</summary>
    public IdSet Refused { get; } = new();

    /// <summary>How far the run is. From any thread.</summary>
    public LoadProgress Progress => _tally.Progress(_pace?.Elapsed ?? TimeSpan.Zero);

    /// <summary>Ends the run in order: what is under way is still answered. From any thread, once the run has begun.</summary>
    public void Stop() => _pace?.Stop();

    /// <summary>Sends until the run is over. Cancellation ends it early: what is in flight then counts as <see cref="Maybe"/>, and there is still a report.</summary>
    /// <param name="cancellationToken">Ends the run.</param>
    public async Task<LoadReport> RunAsync(CancellationToken cancellationToken)
    {
        var cpuBefore = Environment.CpuUsage.TotalTime;
        using var http = HttpSetup.CreateClient(_options.Key, _options.Connections);
        StartedAt = _time.GetUtcNow();

        // Templates first: making them is not part of what is measured.
        var writers = new BodyWriter[_options.Connections];
        for (var i = 0; i < writers.Length; i++)
        {
            writers[i] = BodyWriter.Create(_options, Id, i);
        }

        var pace = _pace = new LoadPace(_options, _time);
        var connections = new Task[writers.Length];
        for (var i = 0; i < connections.Length; i++)
        {
            var connection = i;
            connections[i] = Task.Run(() => SendAsync(pace, http, writers[connection], connection, cancellationToken), CancellationToken.None);
        }

        await Task.WhenAll(connections);
        return _tally.Report(Id, pace.Elapsed, Refused.Count, Maybe.Count, Environment.CpuUsage.TotalTime - cpuBefore);
    }

    private async Task SendAsync(LoadPace pace, HttpClient http, BodyWriter writer, int connection, CancellationToken cancellationToken)
    {
        await using IBatchSender sender = _options.Protocol == LoadProtocol.Syslog
            ? new SyslogBatchSender(_options, _time)
            : new HttpBatchSender(http, _options, Id, writer.ContentType, connection, _tally, _time);
        var pending = new List<PendingBatch>();
        try
        {
            while (!cancellationToken.IsCancellationRequested && pace.TryTake(out var batch))
            {
                await pace.WaitAsync(batch, cancellationToken);
                await SendOneAsync(pace, sender, writer, batch, pending, cancellationToken);
            }

            Settle(pending, await sender.FinishAsync(cancellationToken) ? BatchFate.Acknowledged : BatchFate.Maybe);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            Settle(pending, BatchFate.Maybe);
        }
    }

    private async Task SendOneAsync(
        LoadPace pace, IBatchSender sender, BodyWriter writer, BatchRange batch, List<PendingBatch> pending, CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow() - DateTimeOffset.UnixEpoch;
        var body = writer.Write(batch.First, batch.Count, now.Ticks * 100);
        var sent = _time.GetTimestamp();
        _tally.OnSent(batch.Count);

        // Until the answer says otherwise: a cancellation leaves it here.
        var fate = BatchFate.Maybe;
        try
        {
            fate = await sender.SendAsync(batch, body, cancellationToken);
        }
        finally
        {
            var settled = new PendingBatch(batch, body.Length, pace.Latency(batch, sent));
            if (fate == BatchFate.Pending)
            {
                pending.Add(settled);
            }
            else if (fate == BatchFate.Broken)
            {
                pending.Add(settled);
                Settle(pending, BatchFate.Maybe);
            }
            else
            {
                Settle([settled], fate);
            }
        }
    }

    private void Settle(List<PendingBatch> batches, BatchFate fate)
    {
        foreach (var (range, bytes, latency) in batches)
        {
            var set = fate switch
            {
                BatchFate.Acknowledged => Acknowledged,
                BatchFate.Refused => Refused,
                _ => Maybe,
            };
            set.AddRange(range.First, range.Count);
            if (fate == BatchFate.Acknowledged)
            {
                _tally.OnAcknowledged(range.Count, bytes, latency);
            }
        }

        batches.Clear();
    }

    private readonly record struct PendingBatch(BatchRange Range, int Bytes, TimeSpan Latency);
}
