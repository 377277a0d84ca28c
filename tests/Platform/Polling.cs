using System.Diagnostics;

namespace LogPlatform.Tests.Platform;

/// <summary>
/// Looks at another process, which has no barrier to offer, until something is so. The pause only spares the processor, and the limit only ends a test that
/// would never end: no assertion depends on the length of either.
/// </summary>
internal static class Polling
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    public static Task PauseAsync() => Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, TestContext.Current.CancellationToken);

    /// <exception cref="TimeoutException">It never was; the message says what.</exception>
    public static async Task UntilAsync(string what, Func<Task<bool>> isSo)
    {
        for (var started = Stopwatch.GetTimestamp(); !await isSo(); await PauseAsync())
        {
            if (Stopwatch.GetElapsedTime(started) > Limit)
            {
                throw new TimeoutException($"Waited in vain until {what}.");
            }
        }
    }
}
