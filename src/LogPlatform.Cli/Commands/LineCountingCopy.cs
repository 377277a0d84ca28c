namespace LogPlatform.Cli.Commands;

/// <summary>Copies a stream and counts its lines.</summary>
internal sealed class LineCountingCopy
{
    /// <summary>Lines copied.</summary>
    public long Lines { get; private set; }

    /// <summary>Copies to the end, and flushes.</summary>
    public async Task RunAsync(Stream source, Stream output, CancellationToken cancellationToken)
    {
        var buffer = new byte[128 << 10];
        int length;
        while ((length = await source.ReadAsync(buffer, cancellationToken)) > 0)
        {
            Lines += buffer.AsSpan(0, length).Count((byte)'\n');
            await output.WriteAsync(buffer.AsMemory(0, length), cancellationToken);
        }

        await output.FlushAsync(cancellationToken);
    }
}
