using LogPlatform.Cli.Sending;

namespace LogPlatform.Cli.Load;

/// <summary>Sends batches over a syslog connection. A batch is never sent twice: nothing would tell the server that it is the same.</summary>
internal sealed class SyslogBatchSender(LoadOptions options, TimeProvider time) : IBatchSender
{
    // A server that is down is not asked thousands of times a second.
    private static readonly TimeSpan PauseWithoutServer = TimeSpan.FromMilliseconds(100);

    private readonly SyslogConnection _connection = new(options.Ingest.Host, options.SyslogPort, options.RetryFor, options.AnswerTimeout, time);

    /// <inheritdoc/>
    public async ValueTask<BatchFate> SendAsync(BatchRange batch, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        if (await _connection.SendAsync(body, cancellationToken) is null)
        {
            return BatchFate.Pending;
        }

        await Task.Delay(PauseWithoutServer, time, cancellationToken);
        return BatchFate.Broken;
    }

    /// <inheritdoc/>
    public ValueTask<bool> FinishAsync(CancellationToken cancellationToken) => _connection.FinishAsync(cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _connection.Dispose();
        return ValueTask.CompletedTask;
    }
}
