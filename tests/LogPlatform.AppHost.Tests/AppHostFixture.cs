namespace LogPlatform.AppHost.Tests;

/// <summary>One platform for the tests that only need one that runs.</summary>
public sealed class AppHostFixture : IAsyncLifetime
{
    internal RunningAppHost Platform { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(3));
        Platform = await RunningAppHost.StartAsync(limit.Token);
    }

    public ValueTask DisposeAsync() => Platform?.DisposeAsync() ?? default;
}
