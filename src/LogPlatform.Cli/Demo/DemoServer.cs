using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using LogPlatform.Cli.Api;
using LogPlatform.Cli.App;

namespace LogPlatform.Cli.Demo;

/// <summary>A server of the demo's own: a child process with a temporary data folder, on ports that the system chooses.</summary>
internal sealed class DemoServer : IAsyncDisposable
{
    private const int Terminate = 15;
    private const int KeptLines = 40;
    private static readonly TimeSpan StartBound = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopBound = TimeSpan.FromSeconds(10);

    private readonly Process _process;
    private readonly TimeProvider _time;
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Queue<string> _lines = [];

    private DemoServer(Process process, string data, TimeProvider time)
    {
        _process = process;
        _time = time;
        Data = data;
    }

    /// <summary>Its data folder.</summary>
    public string Data { get; }

    /// <summary>Its control address.</summary>
    public Uri? Control { get; private set; }

    /// <summary>Its address for logs.</summary>
    public Uri? Ingest { get; private set; }

    /// <summary>Its operator's key.</summary>
    public string? Key { get; private set; }

    /// <summary>How to reach it.</summary>
    public ServerAddress Address => new(Control!, Ingest!, Key);

    /// <summary>Starts a server and waits until it says that it is ready.</summary>
    /// <param name="program">The program.</param>
    /// <param name="folder">An empty folder for its data and rules.</param>
    /// <param name="rules">The rules file's text.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Stops waiting, and the server.</param>
    public static async Task<DemoServer> StartAsync(ServerProgram program, string folder, string rules, TimeProvider time, CancellationToken cancellationToken)
    {
        var rulesFile = Path.Combine(folder, "rules.yaml");
        await File.WriteAllTextAsync(rulesFile, rules, cancellationToken);
        var data = Path.Combine(folder, "data");
        string[] arguments = ["--data", data, "--rules", rulesFile, "--control-port", "0", "--otlp-port", "0", "--syslog-port", "0"];
        var start = new ProcessStartInfo(program.File, [.. program.Arguments, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new CommandFailedException(ExitCode.Failed, $"the server does not start: {e.Message}", "Name the program with --server.", e);
        }

        var server = new DemoServer(process, data, time);
        process.OutputDataReceived += (_, line) => server.OnLine(line.Data);
        process.ErrorDataReceived += (_, line) => server.OnLine(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            await server.WaitUntilReadyAsync(cancellationToken);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stops the server: politely, and after a while not so.</summary>
    public async ValueTask DisposeAsync()
    {
        using (_process)
        {
            if (!_process.HasExited && !OperatingSystem.IsWindows())
            {
                _ = SendSignal(_process.Id, Terminate);
                using var bound = new CancellationTokenSource(StopBound, _time);
                try
                {
                    await _process.WaitForExitAsync(bound.Token);
                }
                catch (OperationCanceledException)
                {
                    // Killed below.
                }
            }

            if (!_process.HasExited)
            {
                _process.Kill(entireProcessTree: true);
                await _process.WaitForExitAsync(CancellationToken.None);
            }
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SendSignal(int process, int signal);

    private async Task WaitUntilReadyAsync(CancellationToken cancellationToken)
    {
        using var bound = new CancellationTokenSource(StartBound, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(bound.Token, cancellationToken);
        var exited = _process.WaitForExitAsync(either.Token);
        if (await Task.WhenAny(_ready.Task, exited) == _ready.Task)
        {
            return;
        }

        cancellationToken.ThrowIfCancellationRequested();
        string said;
        lock (_lines)
        {
            said = string.Join('\n', _lines);
        }

        throw new CommandFailedException(ExitCode.Failed, "the server did not get ready", "It said:\n" + said);
    }

    // The banner of the Standalone program: a name and an address a line, and a line that begins with "Ready" when all of them are open.
    private void OnLine(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_lines)
        {
            _lines.Enqueue(line);
            if (_lines.Count > KeptLines)
            {
                _lines.Dequeue();
            }
        }

        var last = line.Split(' ', StringSplitOptions.RemoveEmptyEntries).LastOrDefault();
        if (line.StartsWith("  control page", StringComparison.Ordinal))
        {
            Control = new Uri(new Uri(last!), "/");
        }
        else if (line.StartsWith("  OTLP/HTTP", StringComparison.Ordinal))
        {
            Ingest = new Uri(new Uri(last!), "/");
        }
        else if (line.StartsWith("Ready", StringComparison.Ordinal))
        {
            Key = OperatorKeyFile.Read(Path.Combine(Data, OperatorKeyFile.Name));
            _ready.TrySetResult();
        }
    }
}
