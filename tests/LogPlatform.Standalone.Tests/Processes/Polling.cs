namespace LogPlatform.Standalone.Tests.Processes;

/// <summary>
/// A pause between two looks at another process, which has no barrier to offer. It only spares the processor: no assertion depends on its length.
/// </summary>
internal static class Polling
{
    public static Task PauseAsync() => Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, TestContext.Current.CancellationToken);
}
