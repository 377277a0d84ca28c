using System.Globalization;
using LogPlatform.Core.Slots;

namespace LogPlatform.Cluster.Tests.Processes;

/// <summary>The whole cluster edition on this machine: Redis, PostgreSQL, two gateways and two silos of each color, each a process of its own.</summary>
internal sealed class ClusterPlatform : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly bool _isOpen;
    private readonly string? _build;
    private volatile GatewayProcess? _frozen;
    private int _turn;

    private ClusterPlatform(RedisServer redis, PostgresServer postgres, bool isOpen, string? build)
    {
        (Redis, Postgres, _isOpen, _build) = (redis, postgres, isOpen, build);
        Silos = [.. new[] { Color.Blue, Color.Green }.SelectMany(color => new[] { 1, 2 }.Select(number => (color, StartSilo(color, number))))];
        Gateways = [StartGateway(1), StartGateway(2)];
    }

    public RedisServer Redis { get; }

    public PostgresServer Postgres { get; }

    public IReadOnlyList<GatewayProcess> Gateways { get; }

    public IReadOnlyList<(Color Color, ClusterProcess Process)> Silos { get; }

    /// <summary>Gateways and silos.</summary>
    public List<ClusterProcess> Processes => [.. Gateways.Select(gateway => gateway.Process), .. Silos.Select(silo => silo.Process)];

    /// <summary>The first gateway; a test that kills it speaks to the other.</summary>
    public GatewayProcess First => Gateways[0];

    public GatewayProcess Second => Gateways[1];

    /// <summary>Starts it.</summary>
    /// <param name="isOpen">Without keys, unless a test is about them.</param>
    /// <param name="build">What the silos say that they are; null for what their program says.</param>
    public static async Task<ClusterPlatform> StartAsync(bool isOpen = true, string? build = "1.0")
    {
        PostgresServer.Require();
        RedisServer.Require();
        var platform = new ClusterPlatform(await RedisServer.StartNewAsync(), await PostgresServer.StartNewAsync(), isOpen, build);
        try
        {
            await Task.WhenAll(platform.Gateways.Select(gateway => gateway.ReadyAsync()));
            if (!isOpen)
            {
                await platform.LogInAsync();
            }

            return platform;
        }
        catch
        {
            await platform.DisposeAsync();
            throw;
        }
    }

    /// <summary>The gateway whose silo the deployment controller runs in.</summary>
    public GatewayProcess Controller => Gateways.Last(gateway => !gateway.Process.HasExited && IsLeading(gateway));

    /// <summary>Where to send the next batch: to each gateway in turn that is there, and to one that is frozen only if there is no other.</summary>
    public Uri AnyGateway()
    {
        var alive = Gateways.Where(gateway => !gateway.Process.HasExited).ToList();
        var awake = alive.Where(gateway => gateway != _frozen).DefaultIfEmpty(alive[0]).ToList();
        return awake[Interlocked.Increment(ref _turn) % awake.Count].Otlp;
    }

    /// <summary>SIGSTOP for a gateway; its connections stay open and nobody answers.</summary>
    public void Freeze(GatewayProcess gateway)
    {
        _frozen = gateway;
        gateway.Process.Freeze();
    }

    /// <summary>SIGCONT. A gateway that was taken for dead meanwhile may end itself; what it held is the others'.</summary>
    public void Wake(GatewayProcess gateway)
    {
        gateway.Process.Wake();
        _frozen = null;
    }

    /// <summary>SIGSTOP for every silo of a color.</summary>
    public void Freeze(Color color)
    {
        foreach (var (_, silo) in Silos.Where(silo => silo.Color == color))
        {
            silo.Freeze();
        }
    }

    /// <summary>SIGCONT for everything that lives.</summary>
    public void WakeAll()
    {
        foreach (var process in Processes.Where(process => !process.HasExited))
        {
            process.Wake();
        }

        _frozen = null;
    }

    /// <summary>A release that adds a field to every record and declares it.</summary>
    public Task<string> GoodReleaseAsync(string version = "2.0") => new DeploymentApi(First).CreateShippingAsync(version, "shipped");

    /// <summary>Waits until so many silos of a color are ready, as a gateway sees them.</summary>
    public Task UntilSilosAsync(Color color, int silos) => Polling.UntilAsync($"{color} has {silos} silos", async () =>
        (await Second.NodesAsync(color)).Count(node => node.State == nameof(NodeState.Ready)) == silos);

    /// <summary>Waits until the silos of a color say that they are these builds, as every gateway sees them.</summary>
    public async Task UntilBuildsAsync(Color color, params string[] builds)
    {
        foreach (var gateway in Gateways)
        {
            await Polling.UntilAsync($"the builds of {color} are {string.Join(", ", builds)}", async () =>
                (await gateway.NodesAsync(color)).Select(node => node.Build).SequenceEqual(builds));
        }
    }

    /// <summary>Stops a silo in order, and starts one of another build in its place.</summary>
    public async Task ReplaceAsync(Color color, int number, SiloBuild build)
    {
        var silo = Silos.Where(silo => silo.Color == color).ElementAt(number - 1).Process;
        await silo.StopAsync();
        silo.StartAgain(build.Assembly);
    }

    /// <summary>Ends every process. A test that has failed says what each of them said last.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var process in Processes)
        {
            TestContext.Current.TestOutputHelper?.WriteLine($"== {process.Name}\n{process.LastOutput}");
        }

        foreach (var gateway in Gateways)
        {
            await gateway.DisposeAsync();
        }

        foreach (var (_, silo) in Silos)
        {
            await silo.DisposeAsync();
        }

        await Redis.DisposeAsync();
        await Postgres.DisposeAsync();
        _folder.Dispose();
    }

    // The gateways are ready a moment before the first of them has said its key.
    private async Task LogInAsync()
    {
        var file = Path.Combine(_folder.Path, "data", "operator.key");
        await Polling.UntilAsync("the first key is there", () => Task.FromResult(File.Exists(file)));
        var key = (await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).Trim();
        foreach (var gateway in Gateways)
        {
            gateway.Use(key);
        }
    }

    private static bool IsLeading(GatewayProcess gateway)
    {
        var output = gateway.Process.Output;
        return output.LastIndexOf("ControllerStarted", StringComparison.Ordinal) > output.LastIndexOf("ControllerStopped", StringComparison.Ordinal)
            || output.LastIndexOf("[3131]", StringComparison.Ordinal) > output.LastIndexOf("[3132]", StringComparison.Ordinal);
    }

    private ClusterProcess StartSilo(Color color, int number)
    {
        var environment = new Dictionary<string, string>
        {
            ["ConnectionStrings__redis"] = Redis.ConnectionString,
            ["LogPlatform__Silo__Color"] = $"{color}",
            ["LogPlatform__Silo__Name"] = $"{color.ToString().ToLowerInvariant()}-{number}",
            ["LogPlatform__Silo__Address"] = "127.0.0.1",
            ["ASPNETCORE_URLS"] = Http(Ports.Next()),
        };
        if (_build is not null)
        {
            environment["LogPlatform__Silo__Artifact"] = _build;
        }

        return ClusterProcess.Start(SiloBuild.Own.Assembly, environment);
    }

    private GatewayProcess StartGateway(int number)
    {
        var (control, otlp) = (Ports.Next(), Ports.Next());
        var process = ClusterProcess.Start(Repository.OutputOf("LogPlatform.Cluster", "LogPlatform.Cluster.dll"), new Dictionary<string, string>
        {
            ["ConnectionStrings__redis"] = Redis.ConnectionString,
            ["ConnectionStrings__postgres"] = Postgres.ConnectionString,
            ["LogPlatform__DataDirectory"] = Path.Combine(_folder.Path, "data"),
            ["LogPlatform__Security__Open"] = _isOpen ? "true" : "false",
            ["LogPlatform__Cluster__Name"] = $"gateway-{number}",
            ["LogPlatform__Cluster__SiloPort"] = Number(Ports.Next()),
            ["LogPlatform__Cluster__GatewayPort"] = Number(Ports.Next()),
            ["LogPlatform__Control__Port"] = Number(control),
            ["LogPlatform__Otlp__Port"] = Number(otlp),
            ["LogPlatform__Syslog__Port"] = Number(Ports.Next()),
            ["LogPlatform__Postgres__GatewayLimit"] = "00:00:03",
            ["LogPlatform__Postgres__CommandLimit"] = "00:00:05",
        });
        return new GatewayProcess(process, control, otlp);
    }

    private static string Http(int port) => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}");

    private static string Number(int port) => port.ToString(CultureInfo.InvariantCulture);
}
