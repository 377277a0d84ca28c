namespace LogPlatform.Cli.Load;

/// <summary>One connection's way of sending batches.</summary>
internal interface IBatchSender : IAsyncDisposable
{
    /// <summary>Sends a batch and says what became of it.</summary>
    ValueTask<BatchFate> SendAsync(BatchRange batch, ReadOnlyMemory<byte> body, CancellationToken cancellationToken);

    /// <summary>Ends the connection; whether the server took all that is pending.</summary>
    ValueTask<bool> FinishAsync(CancellationToken cancellationToken);
}
