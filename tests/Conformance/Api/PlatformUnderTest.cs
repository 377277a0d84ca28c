namespace LogPlatform.Tests.Conformance.Api;

/// <summary>A platform of one edition for all rules of the API, with keys on. It starts with the first test that needs it.</summary>
public abstract class PlatformUnderTest : IAsyncLifetime
{
    private readonly SemaphoreSlim _starting = new(1, 1);
    private bool _isStarted;
    private int _runs;

    /// <summary>Where things are done.</summary>
    internal abstract IPlatform One { get; }

    /// <summary>Where is looked what came of them: another gateway, where there are several.</summary>
    internal abstract IPlatform Other { get; }

    /// <summary>Starts it, once. In a test, so that a program that is missing skips the test.</summary>
    public async Task EnsureStartedAsync()
    {
        await _starting.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            if (!_isStarted)
            {
                await StartAsync();
                _isStarted = true;
            }
        }
        finally
        {
            _starting.Release();
        }
    }

    /// <summary>A name that no other test of the platform has.</summary>
    public string NewName() => $"n{Interlocked.Increment(ref _runs)}";

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _starting.Dispose();
    }

    protected abstract Task StartAsync();

    protected abstract ValueTask StopAsync();
}
