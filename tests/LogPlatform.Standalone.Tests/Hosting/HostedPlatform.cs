using LogPlatform.Standalone.Hosting;
using LogPlatform.Storage.Journal;
using LogPlatform.Storage.Segments;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace LogPlatform.Standalone.Tests.Hosting;

/// <summary>The whole Standalone edition inside the test's process, with real workers, so that a test can use its services directly.</summary>
internal sealed class HostedPlatform : IAsyncDisposable
{
    private readonly SegmentStore _store;
    private readonly FileJournal _journal;
    private readonly WebApplication _app;

    private HostedPlatform(SegmentStore store, FileJournal journal, WebApplication app) => (_store, _journal, _app) = (store, journal, app);

    public IServiceProvider Services => _app.Services;

    public static async Task<HostedPlatform> StartAsync(string data, int workers = 1)
    {
        var cancel = TestContext.Current.CancellationToken;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["LogPlatform:DataDirectory"] = data,
            ["LogPlatform:Control:Port"] = "0",
            ["LogPlatform:Otlp:Port"] = "0",
            ["LogPlatform:Syslog:Port"] = "0",
            ["LogPlatform:Slots:Workers"] = $"{workers}",
            ["LogPlatform:Slots:StartLimit"] = "00:05:00",
            ["LogPlatform:Security:Open"] = "true",
        });
        var store = await SegmentStore.OpenAsync(new SegmentStoreOptions { Directory = Path.Combine(data, "store") }, TimeProvider.System, cancel);
        var options = new JournalOptions { Directory = Path.Combine(data, "journal"), ContinueAfter = store.HighestCommitted };
        var journal = await FileJournal.OpenAsync(options, TimeProvider.System, cancel);
        var app = StandaloneApplication.Build(builder, new StartupFiles("1.0", Repository.WorkerFolder, "version: 1\n"), options, journal, store);
        await app.StartAsync(cancel);
        return new HostedPlatform(store, journal, app);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        await _journal.DisposeAsync();
        await _store.DisposeAsync();
    }
}
