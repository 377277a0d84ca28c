using System.Diagnostics;
using System.Net;
using System.Text.Json;

namespace LogPlatform.LoadHarness;

/// <summary>What is measured: a Standalone process with a fresh data folder, or a cluster that runs already.</summary>
internal sealed class Platform : IAsyncDisposable
{
    private readonly Process? _process;
    private readonly string? _data;
    private IReadOnlyList<int> _gateways = [];
    private int _turn;
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromMinutes(5) };

    private Platform(Process? process, string? data)
    {
        _process = process;
        _data = data;
    }

    /// <summary>Where the next request goes: to the gateways in turn.</summary>
    public Uri Otlp => Ingest.Count == 1 ? Ingest[0] : Ingest[(int)((uint)Interlocked.Increment(ref _turn) % (uint)Ingest.Count)];

    /// <summary>The addresses of all gateways for records.</summary>
    public IReadOnlyList<Uri> Ingest { get; private set; } = [];

    /// <summary>Whether this started it, and knows its folder.</summary>
    public bool IsOwn => _process is not null;

    public Uri Control { get; private set; } = null!;

    public IPEndPoint Syslog { get; private set; } = null!;

    public static async Task<Platform> StartAsync(string assembly, IEnumerable<string> arguments, params IEnumerable<(string Name, string Value)> environment)
    {
        var data = Directory.CreateTempSubdirectory("logplatform-load-").FullName;
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var argument in (string[])[assembly, "--data", data, "--open", "--control-port", "0", "--otlp-port", "0", "--syslog-port", "0", .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        var platform = new Platform(process, data) { _gateways = [process.Id] };
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            switch (words)
            {
                case ["control", "page", var url, ..]:
                    platform.Control = new Uri(url);
                    break;
                case ["OTLP/HTTP", var url, ..]:
                    platform.Ingest = [new Uri(url)];
                    break;
                case ["syslog", var endPoint, ..]:
                    platform.Syslog = IPEndPoint.Parse(endPoint);
                    break;
                case ["Ready.", ..]:
                    _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
                    return platform;
            }
        }

        throw new InvalidOperationException("LogPlatform ended instead of getting ready");
    }

    /// <summary>Attaches to a cluster.</summary>
    /// <param name="control">The control address of a gateway.</param>
    /// <param name="ingest">The addresses of all gateways for records, as <c>http://HOST:PORT/v1/logs</c>.</param>
    /// <param name="gateways">The process ids of all gateways, on this machine.</param>
    public static Platform Attach(Uri control, IReadOnlyList<Uri> ingest, IReadOnlyList<int> gateways) => new(null, null) { Control = control, Ingest = ingest, _gateways = gateways };

    public async Task<JsonElement> GetAsync(string path)
    {
        using var document = JsonDocument.Parse(await _http.GetStringAsync(new Uri(Control, path)));
        return document.RootElement.Clone();
    }

    /// <summary>An answer that need not be there: null for 204 and 404.</summary>
    public async Task<JsonElement?> TryGetAsync(string path)
    {
        using var response = await _http.GetAsync(new Uri(Control, path));
        if (!response.IsSuccessStatusCode || response.StatusCode == HttpStatusCode.NoContent)
        {
            return null;
        }

        using var document = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return document.RootElement.Clone();
    }

    /// <summary>The lines of an answer, as they come.</summary>
    public async IAsyncEnumerable<string> LinesAsync(string path)
    {
        await using var stream = await _http.GetStreamAsync(new Uri(Control, path));
        using var reader = new StreamReader(stream);
        while (await reader.ReadLineAsync() is { } line)
        {
            yield return line;
        }
    }

    /// <summary>Waits until so many records are settled, by the ledger.</summary>
    public async Task WaitSettledAsync(long records)
    {
        while (true)
        {
            var ledger = await GetAsync("api/v1/ledger");
            if (ledger.GetProperty("accepted").GetInt64() >= records && ledger.GetProperty("inFlight").GetInt64() == 0)
            {
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
    }

    /// <summary>CPU seconds of all gateways together, without asking them.</summary>
    public double GatewayCpuSeconds() => _gateways.Sum(ProcessUsage.CpuSeconds);

    /// <summary>CPU seconds and resident bytes of all gateways together, then of each worker or silo.</summary>
    public async Task<IReadOnlyList<(string Name, double CpuSeconds, long ResidentBytes)>> UsageAsync()
    {
        var status = await GetAsync("api/v1/status");
        var processes = new List<(string Name, int Id)>();
        processes.AddRange(status.GetProperty("slots").EnumerateArray()
            .SelectMany(slot => slot.GetProperty("nodes").EnumerateArray())
            .Where(node => node.GetProperty("processId").ValueKind == JsonValueKind.Number)
            .Select(node => (node.GetProperty("name").GetString()!, node.GetProperty("processId").GetInt32())));
        return
        [
            ("gateway", GatewayCpuSeconds(), _gateways.Sum(ProcessUsage.ResidentBytes)),
            .. processes.Select(process => (process.Name, ProcessUsage.CpuSeconds(process.Id), ProcessUsage.ResidentBytes(process.Id))),
        ];
    }

    /// <summary>Bytes of the files below a folder of the data folder.</summary>
    public long DiskBytes(string folder) =>
        Directory.EnumerateFiles(Path.Combine(_data!, folder), "*", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length);

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        if (_process is { } process)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            process.Dispose();
            Directory.Delete(_data!, recursive: true);
        }
    }
}
