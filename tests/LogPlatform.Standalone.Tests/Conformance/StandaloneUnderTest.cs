using LogPlatform.Standalone.Tests.Processes;
using LogPlatform.Tests.Conformance.Api;

namespace LogPlatform.Standalone.Tests.Conformance;

/// <summary>One process for all rules of the API.</summary>
[CollectionDefinition(Name)]
public sealed class StandaloneUnderTest : PlatformUnderTest, ICollectionFixture<StandaloneUnderTest>
{
    public const string Name = "API";

    private readonly TemporaryFolder _folder = new();
    private StandaloneProcess? _process;

    internal override IPlatform One => _process!;

    internal override IPlatform Other => _process!;

    protected override async Task StartAsync() => _process = await StandaloneProcess.StartAsync(_folder.Path);

    protected override async ValueTask StopAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        _folder.Dispose();
    }
}
