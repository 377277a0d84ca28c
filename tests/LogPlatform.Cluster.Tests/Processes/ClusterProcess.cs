using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace LogPlatform.Cluster.Tests.Processes;

/// <summary>A gateway or a silo in a process of its own.</summary>
internal sealed partial class ClusterProcess : IAsyncDisposable
{
    private const int Stop = 19;
    private const int Continue = 18;
    private const int Terminate = 15;
    private const int Lines = 200;

    private string _assembly;
    private readonly IReadOnlyDictionary<string, string> _environment;
    private readonly ConcurrentQueue<string> _output = new();
    private Process _process;

    private ClusterProcess(string assembly, IReadOnlyDictionary<string, string> environment)
    {
        (_assembly, _environment) = (assembly, environment);
        _process = Launch();
    }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>What it is called in a test's output.</summary>
    public string Name => $"{Path.GetFileNameWithoutExtension(_assembly)} {_process.Id}{(HasExited ? $", exit {_process.ExitCode}" : string.Empty)}";

    /// <summary>Its last lines.</summary>
    public string LastOutput => string.Join('\n', _output.TakeLast(Lines));

    public string Output => string.Join('\n', _output);

    public static ClusterProcess Start(string assembly, IReadOnlyDictionary<string, string> environment) => new(assembly, environment);

    /// <summary>SIGKILL.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>SIGTERM: it takes its leave and ends.</summary>
    public async Task StopAsync()
    {
        SendSignal(_process.Id, Terminate).ShouldBe(0);
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        _process.ExitCode.ShouldBe(0, LastOutput);
    }

    /// <summary>SIGSTOP: it does nothing and does not know it.</summary>
    public void Freeze() => SendSignal(_process.Id, Stop).ShouldBe(0);

    /// <summary>SIGCONT.</summary>
    public void Wake() => SendSignal(_process.Id, Continue).ShouldBe(0);

    /// <summary>Starts it again after it has ended.</summary>
    /// <param name="assembly">Another program to start in its place; null for the same.</param>
    public void StartAgain(string? assembly = null)
    {
        _assembly = assembly ?? _assembly;
        _process.Dispose();
        _process = Launch();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendSignal(int process, int signal);

    private Process Launch()
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(_assembly);
        foreach (var (name, value) in _environment)
        {
            start.Environment[name] = value;
        }

        start.Environment.Remove("OTEL_EXPORTER_OTLP_ENDPOINT");
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => _output.Enqueue(line.Data ?? string.Empty);
        process.ErrorDataReceived += (_, line) => _output.Enqueue(line.Data ?? string.Empty);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }
}
