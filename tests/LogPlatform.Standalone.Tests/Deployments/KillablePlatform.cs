using System.Text.Json;
using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Slots;
using LogPlatform.Standalone.Tests.Processes;

namespace LogPlatform.Standalone.Tests.Deployments;

/// <summary>The real program under live traffic, on ports that stay the same when it is killed and started again on its data.</summary>
internal sealed class KillablePlatform : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly IReadOnlyDictionary<string, string> _environment;
    private readonly string[] _arguments;

    private KillablePlatform(StandaloneProcess process, TemporaryFolder folder, IReadOnlyDictionary<string, string> environment)
    {
        (_folder, _environment, Process, Api) = (folder, environment, process, new DeploymentApi(process));
        _arguments = ["--open", "--control-port", $"{process.Control.Port}", "--otlp-port", $"{process.Otlp.Port}", "--syslog-port", $"{process.SyslogTcp.Port}"];
        var otlp = process.Otlp;
        Traffic = LiveTraffic.Start(() => otlp);
    }

    public StandaloneProcess Process { get; private set; }

    public DeploymentApi Api { get; private set; }

    public LiveTraffic Traffic { get; }

    /// <summary>A folder that lives as long as the platform, beside its data.</summary>
    public string Folder => _folder.Path;

    public static async Task<KillablePlatform> StartAsync(IReadOnlyDictionary<string, string>? environment = null)
    {
        var folder = new TemporaryFolder();
        environment ??= new Dictionary<string, string>();
        string[] arguments = ["--open", "--control-port", "0", "--otlp-port", "0", "--syslog-port", "0"];
        try
        {
            return new KillablePlatform(await StandaloneProcess.StartWithAsync(Path.Combine(folder.Path, "data"), environment, arguments), folder, environment);
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    /// <summary>SIGKILL for the gateway; its workers are left to find out for themselves.</summary>
    public async Task KillAsync()
    {
        await Process.KillAsync();
        await Process.DisposeAsync();
    }

    public async Task StartAgainAsync()
    {
        Process = await StandaloneProcess.StartWithAsync(Path.Combine(_folder.Path, "data"), _environment, _arguments);
        Api = new DeploymentApi(Process);
    }

    public async Task KillAndStartAgainAsync()
    {
        await KillAsync();
        await StartAgainAsync();
    }

    /// <summary>A good release of the serving worker that adds a field to every record and declares it.</summary>
    public Task<string> GoodReleaseAsync(string version = "2.0") => Api.CreateShippingAsync(version, "shipped");

    /// <summary>The same without a word about the field.</summary>
    public Task<string> SecretiveReleaseAsync(string version = "2.0") => Api.CreateShippingAsync(version);

    /// <summary>The process ids of a slot's workers that run.</summary>
    public async Task<IReadOnlyList<int>> WorkersAsync(Color color) =>
    [
        .. (await Process.GetAsync("api/v1/status")).GetProperty("slots").EnumerateArray()
            .Where(slot => slot.GetProperty("color").GetString() == color.ToString())
            .SelectMany(slot => slot.GetProperty("nodes").EnumerateArray())
            .Select(node => node.GetProperty("processId"))
            .Where(id => id.ValueKind == JsonValueKind.Number)
            .Select(id => id.GetInt32()),
    ];

    /// <summary>SIGKILL for every worker of some slots at once; returns which processes those were.</summary>
    public async Task<IReadOnlyList<int>> KillWorkersAsync(params Color[] colors)
    {
        var workers = new List<int>();
        foreach (var color in colors)
        {
            var those = await WorkersAsync(color);
            those.ShouldNotBeEmpty();
            workers.AddRange(those);
        }

        foreach (var worker in workers)
        {
            using var process = System.Diagnostics.Process.GetProcessById(worker);
            process.Kill();
        }

        return workers;
    }

    /// <summary>Asserts that production is as it should be: what serves, every acknowledged record exactly once, ledger balanced, audit log whole.</summary>
    public async Task VerifyAsync(SlotPointer serves)
    {
        (await Api.PointerAsync()).ShouldBe(serves);
        await Traffic.WaitForAsync(1);
        await Traffic.VerifyAsync(Process);
        await Api.AuditIsIntactAsync();
        if ((await Process.GetAsync("api/v1/deployments?limit=1")).GetProperty("deployments").EnumerateArray().Any())
        {
            (await Process.GetAsync("api/v1/deployments/latest")).Deserialize<RolloutState>(JsonSerializerOptions.Web)!.Ledger?.IsBalanced.ShouldBeTrue();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Traffic.DisposeAsync();
        await Process.DisposeAsync();
        _folder.Dispose();
    }
}
