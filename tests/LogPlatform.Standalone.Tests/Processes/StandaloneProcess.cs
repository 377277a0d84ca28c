using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace LogPlatform.Standalone.Tests.Processes;

/// <summary>The real program in a process of its own, on ports that the system chooses.</summary>
internal sealed partial class StandaloneProcess : IPlatform, IAsyncDisposable
{
    private const int Terminate = 15;

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private StandaloneProcess(string data, IReadOnlyDictionary<string, string> environment, IEnumerable<string> arguments)
    {
        Data = data;
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])[Repository.StandaloneAssembly, "--data", data, .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment.Remove("OTEL_EXPORTER_OTLP_ENDPOINT");
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => OnLine(line.Data);
        _process.ErrorDataReceived += (_, line) => OnLine(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public string Data { get; }

    public Uri Control { get; private set; } = null!;

    public Uri Otlp { get; private set; } = null!;

    public IPEndPoint SyslogTcp { get; private set; } = null!;

    public IPEndPoint SyslogUdp { get; private set; } = null!;

    public HttpClient Http { get; private set; } = null!;

    public string? Key { get; private set; }

    /// <summary>Everything it has printed.</summary>
    public string Output => string.Join('\n', _output);

    /// <summary>The most memory that the gateway process ever had resident.</summary>
    public long PeakResidentBytes
    {
        get
        {
            _process.Refresh();
            return _process.PeakWorkingSet64;
        }
    }

    /// <summary>Starts the program on system-chosen ports and waits until it says that it is ready.</summary>
    public static Task<StandaloneProcess> StartAsync(string data, params string[] arguments) =>
        StartWithAsync(data, ["--control-port", "0", "--otlp-port", "0", "--syslog-port", "0", .. arguments]);

    /// <summary>Starts the program with exactly these arguments and waits until it says that it is ready.</summary>
    public static Task<StandaloneProcess> StartWithAsync(string data, params string[] arguments) =>
        StartWithAsync(data, new Dictionary<string, string>(), arguments);

    /// <summary>Starts the program with exactly these arguments and more environment, and waits until it says that it is ready.</summary>
    public static async Task<StandaloneProcess> StartWithAsync(string data, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var process = new StandaloneProcess(data, environment, arguments);
        try
        {
            var exited = process._process.WaitForExitAsync(TestContext.Current.CancellationToken);
            if (await Task.WhenAny(process._ready.Task, exited).WaitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken) == exited)
            {
                process._process.WaitForExit();
                throw new InvalidOperationException("LogPlatform ended instead of getting ready:\n" + process.Output);
            }

            return process;
        }
        catch
        {
            // One that never gets ready must not run on beside the tests that follow.
            await process.DisposeAsync();
            throw;
        }
    }

    /// <summary>SIGKILL: the process gets no chance to tidy up.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>SIGTERM, as a service manager sends it; returns the exit code.</summary>
    public async Task<int> StopAsync()
    {
        _ = SendSignal(_process.Id, Terminate);
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromMinutes(1));
        return _process.ExitCode;
    }

    public Task<JsonElement> GetAsync(string path) => PlatformClient.AskAsync(Http, path);

    public Task SettleAsync() => PlatformClient.SettleAsync(Http);

    public Task<List<JsonElement>> ExportAsync(string query) => PlatformClient.ExportAsync(Http, query);

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync(CancellationToken.None);
        }

        Http?.Dispose();
        _process.Dispose();
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendSignal(int process, int signal);

    private void OnLine(string? line)
    {
        if (line is null)
        {
            return;
        }

        _output.Enqueue(line);
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (line.StartsWith("  control page", StringComparison.Ordinal))
        {
            Control = new Uri(words[^1]);
        }
        else if (line.StartsWith("  OTLP/HTTP", StringComparison.Ordinal))
        {
            Otlp = new Uri(new Uri(words[^1]), "/");
        }
        else if (line.StartsWith("  syslog", StringComparison.Ordinal))
        {
            SyslogTcp = IPEndPoint.Parse(words[1]);
            SyslogUdp = IPEndPoint.Parse(words[3]);
        }
        else if (line.StartsWith("Ready", StringComparison.Ordinal))
        {
            Http = new HttpClient { BaseAddress = Control, Timeout = TimeSpan.FromMinutes(2) };
            var key = Path.Combine(Data, "operator.key");
            if (File.Exists(key))
            {
                Key = File.ReadAllText(key).Trim();
                Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Key);
            }

            _ready.TrySetResult();
        }
    }
}
