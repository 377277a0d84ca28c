using System.Net;
using LogPlatform.Core.Ports;
using LogPlatform.Gateway.Control;
using LogPlatform.Gateway.Deployments;
using LogPlatform.Gateway.Hosting;
using LogPlatform.Gateway.Ingest;
using LogPlatform.Gateway.Rehearsals;
using LogPlatform.Gateway.Rewinds;
using LogPlatform.Gateway.Security;
using LogPlatform.Gateway.Validation;
using LogPlatform.Storage.Tests.Query;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LogPlatform.Gateway.Tests.Hosting;

/// <summary>A real gateway on ports of the system's choice, over ports in memory.</summary>
internal sealed class TestGateway : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly DirectoryInfo _data;
    private readonly List<HttpClient> _clients = [];

    private TestGateway(WebApplication app, DirectoryInfo data, RecordingJournal journal, MemoryQuarantine quarantine, FixedStatus status, MemoryCatalog catalog)
    {
        (_app, _data, Journal, Quarantine, Status, Catalog) = (app, data, journal, quarantine, status, catalog);
    }

    public MemoryAuditLog Audit => (MemoryAuditLog)Services.GetRequiredService<IAuditLog>();

    public ScriptedDeployments Deployments => (ScriptedDeployments)Services.GetRequiredService<IDeployments>();

    public MemoryReleases Releases => (MemoryReleases)Services.GetRequiredService<IReleaseCatalog>();

    public ScriptedJobs Jobs => (ScriptedJobs)Services.GetRequiredService<IRehearsals>();

    public FixedSlots Slots => (FixedSlots)Services.GetRequiredService<ISlotProvisioner>();

    public RecordingJournal Journal { get; }

    public MemoryQuarantine Quarantine { get; }

    public FixedStatus Status { get; }

    public MemoryCatalog Catalog { get; }

    public IServiceProvider Services => _app.Services;

    public WebApplication App => _app;

    public KeyRing Keys => Services.GetRequiredService<KeyRing>();

    public BoundEndpoints Bound => Services.GetRequiredService<BoundEndpoints>();

    public IntakeGate Gate => Services.GetRequiredService<IntakeGate>();

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Starts one. Settings are configuration keys below <c>LogPlatform:</c>; the open mode is on unless they turn it off.</summary>
    public static async Task<TestGateway> StartAsync(params (string Key, string Value)[] settings) => await StartAsync(TimeProvider.System, settings);

    public static Task<TestGateway> StartAsync(TimeProvider time, params (string Key, string Value)[] settings) => StartAsync(time, null, null, settings);

    /// <summary>Starts one with something beside it: what is added to its services, and what is mapped behind its endpoints.</summary>
    public static async Task<TestGateway> StartAsync(
        TimeProvider time, Action<IServiceCollection>? add, Action<WebApplication>? map, params (string Key, string Value)[] settings)
    {
        var data = Directory.CreateTempSubdirectory("gateway-test-");
        var configuration = new Dictionary<string, string?>
        {
            ["LogPlatform:DataDirectory"] = data.FullName,
            ["LogPlatform:Control:Port"] = "0",
            ["LogPlatform:Otlp:Port"] = "0",
            ["LogPlatform:Syslog:Port"] = "0",
            ["LogPlatform:Security:Open"] = "true",
        };
        foreach (var (key, value) in settings)
        {
            configuration["LogPlatform:" + key] = value;
        }

        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Configuration.AddInMemoryCollection(configuration);
        builder.WebHost.UseKestrelCore();
        var journal = new RecordingJournal();
        var quarantine = new MemoryQuarantine();
        var status = new FixedStatus();
        var catalog = new MemoryCatalog();
        var log = new TestLog();
        builder.Services.AddSingleton(time);
        builder.Services.AddRouting();
        builder.Services.AddLogging(logging => logging.AddProvider(log));
        builder.Services.AddSingleton<IJournal>(journal);
        builder.Services.AddSingleton<IQuarantine>(quarantine);
        builder.Services.AddSingleton<IPlatformStatus>(status);
        builder.Services.AddSingleton<IBlockCatalog>(catalog);
        AddDeploymentPorts(builder.Services, time);
        builder.Services.AddLogPlatformGateway();
        add?.Invoke(builder.Services);
        var app = builder.Build();
        app.MapLogPlatformGateway();
        map?.Invoke(app);
        await app.StartAsync(Token);
        return new TestGateway(app, data, journal, quarantine, status, catalog);
    }

    /// <summary>A client of the ingest port, with a key or without.</summary>
    public HttpClient Ingest(string? key = null) => Client(Bound.Otlp!, key);

    /// <summary>A client of the control port, with a key or without. It follows no redirects and keeps no cookies.</summary>
    public HttpClient Control(string? key = null) => Client(Bound.Control!, key);

    public async ValueTask DisposeAsync()
    {
        _clients.ForEach(client => client.Dispose());
        Journal.LetGo();
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        _data.Delete(recursive: true);
    }

    private static void AddDeploymentPorts(IServiceCollection services, TimeProvider time)
    {
        var slots = new FixedSlots();
        var jobs = new ScriptedJobs();
        services.AddSingleton<IAuditLog>(new MemoryAuditLog(time));
        services.AddSingleton<IDeployments>(new ScriptedDeployments());
        services.AddSingleton<IReleaseCatalog>(new MemoryReleases());
        services.AddSingleton<ISlotProvisioner>(slots);
        services.AddSingleton<ITrafficRouter>(slots);
        services.AddSingleton<IValidation>(slots);
        services.AddSingleton<IRehearsals>(jobs);
        services.AddSingleton<IRewinds>(jobs);
    }

    private HttpClient Client(IPEndPoint server, string? key)
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri($"http://{server}") };
        if (key is not null)
        {
            client.DefaultRequestHeaders.Add("X-Api-Key", key);
        }

        _clients.Add(client);
        return client;
    }
}
