namespace LogPlatform.Gateway.Ingest.Syslog;

/// <summary>The end of a graceful stop.</summary>
internal static class HardStop
{
    /// <summary>Waits for work to end by itself, but no longer than the host has patience: a journal that hangs must not hang the shutdown.</summary>
    public static async Task WaitAsync(Task work, CancellationToken patience)
    {
        try
        {
            await work.WaitAsync(patience);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            // What was not journaled is counted as dropped where it is held.
        }
    }
}
