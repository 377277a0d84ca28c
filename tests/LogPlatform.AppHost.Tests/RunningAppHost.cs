using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace LogPlatform.AppHost.Tests;

/// <summary>The whole platform and the dashboard, started by the AppHost and reached by the addresses that are in front of its replicas.</summary>
internal sealed class RunningAppHost : IPlatform, IAsyncDisposable
{
    private readonly DistributedApplication _app;
    private readonly TemporaryFolder _data;
    private readonly HttpClient _dashboard;

    private RunningAppHost(DistributedApplication app, TemporaryFolder data)
    {
        (_app, _data) = (app, data);
        Otlp = app.GetEndpoint("gateway", "otlp");
        Http = new HttpClient { BaseAddress = app.GetEndpoint("gateway", "control"), DefaultRequestHeaders = { Authorization = new("Bearer", AppHost.OperatorKey) } };
        _dashboard = new HttpClient { BaseAddress = app.GetEndpoint("aspire-dashboard", "http") };
        _dashboard.DefaultRequestHeaders.Add("x-api-key", app.Services.GetRequiredService<IConfiguration>()["AppHost:DashboardApiKey"]);
    }

    public Uri Otlp { get; }

    public HttpClient Http { get; }

    public string? Key => AppHost.OperatorKey;

    /// <summary>Starts everything and waits until every resource is healthy; says what was not, when <paramref name="cancellationToken"/> ends it.</summary>
    public static async Task<RunningAppHost> StartAsync(CancellationToken cancellationToken)
    {
        PostgresServer.Require();
        RedisServer.Require();
        var data = new TemporaryFolder();
        if (!OperatingSystem.IsWindows())
        {
            // Where the tests run as root, PostgreSQL has a user of its own, who has to get in.
            File.SetUnixFileMode(data.Path, (UnixFileMode)Convert.ToInt32("755", 8));
        }

        var builder = await AppHost.CreateAsync(data.Path, withDashboard: true, "--Silos", "1");

        // Logs come in without a key here; the control API is asked with the operator's.
        builder.CreateResourceBuilder<ProjectResource>("gateway").WithEnvironment("LogPlatform__Security__Open", "true");
        var app = await builder.BuildAsync(cancellationToken);
        var states = new ConcurrentDictionary<string, string>();
        var watching = WatchAsync(app, states, cancellationToken);
        try
        {
            await app.StartAsync(cancellationToken);
            await Task.WhenAll(new[] { "redis", "postgres", "silo-blue", "silo-green", "gateway" }.Select(name => app.ResourceNotifications.WaitForResourceHealthyAsync(name, cancellationToken)));
            return new RunningAppHost(app, data);
        }
        catch (OperationCanceledException)
        {
            await watching.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            await app.DisposeAsync();
            data.Dispose();
            throw new TimeoutException("Not everything is healthy: " + string.Join(", ", states.Select(state => $"{state.Key} {state.Value}")));
        }
    }

    public Task<JsonElement> GetAsync(string path) => PlatformClient.AskAsync(Http, path);

    public Task SettleAsync() => PlatformClient.SettleAsync(Http);

    public Task<List<JsonElement>> ExportAsync(string query) => PlatformClient.ExportAsync(Http, query);

    /// <summary>Runs a command of the dashboard on one of the gateways.</summary>
    public async Task<ExecuteCommandResult> CommandAsync(string command)
    {
        var cancel = TestContext.Current.CancellationToken;
        var gateway = await _app.ResourceNotifications.WatchAsync(cancel).FirstAsync(change => change.Resource.Name == "gateway", cancel);
        return await _app.ResourceCommands.ExecuteCommandAsync(gateway.ResourceId, command, cancel);
    }

    /// <summary>What the dashboard has heard of: programs, and whether logs, traces and metrics of each have come.</summary>
    public Task<JsonElement> TelemetryAsync() => PlatformClient.AskAsync(_dashboard, "api/telemetry/resources");

    /// <summary>Logs in as a browser does and asserts that all of it happened at one gateway's own address.</summary>
    public async Task PagesAreServedByOneGatewayAsync()
    {
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false };
        using var browser = new HttpClient(handler) { DefaultRequestHeaders = { Accept = { new("text/html") } } };
        using var sent = await browser.GetAsync(new Uri(Http.BaseAddress!, "login?key=" + AppHost.OperatorKey), TestContext.Current.CancellationToken);
        sent.StatusCode.ShouldBe(HttpStatusCode.Found);
        sent.Headers.Location!.Port.ShouldNotBe(Http.BaseAddress!.Port);
        using var entered = await browser.GetAsync(sent.Headers.Location, TestContext.Current.CancellationToken);
        entered.Headers.Location.ShouldBe(new Uri("/", UriKind.Relative));
        entered.Headers.GetValues("Set-Cookie").ShouldHaveSingleItem().ShouldStartWith("logplatform-session=");
    }

    /// <summary>Stops everything; the limit only ends a test that would never end.</summary>
    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        _dashboard.Dispose();
        await _app.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromMinutes(1), TimeProvider.System);
        _data.Dispose();
    }

    private static async Task WatchAsync(DistributedApplication app, ConcurrentDictionary<string, string> states, CancellationToken cancellationToken)
    {
        await foreach (var change in app.ResourceNotifications.WatchAsync(cancellationToken))
        {
            states[change.ResourceId] = $"{change.Snapshot.State?.Text} {change.Snapshot.HealthStatus} {string.Join(' ', change.Snapshot.HealthReports.Select(report => report.Description))}".Trim();
        }
    }
}
