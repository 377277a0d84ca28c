using LogPlatform.Standalone.Tests.Clients;
using LogPlatform.Standalone.Tests.Processes;

[assembly: AssemblyFixture(typeof(StandaloneFixture))]

namespace LogPlatform.Standalone.Tests.Clients;

/// <summary>One running Standalone for all tests that only send to it.</summary>
public sealed class StandaloneFixture : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();

    internal StandaloneProcess Platform { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Platform = await StandaloneProcess.StartAsync(_folder.Path, "--open");

    public async ValueTask DisposeAsync()
    {
        await Platform.DisposeAsync();
        _folder.Dispose();
    }
}
