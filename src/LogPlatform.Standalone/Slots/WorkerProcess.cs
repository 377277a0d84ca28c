using System.Diagnostics;
using System.Runtime.InteropServices;

namespace LogPlatform.Standalone.Slots;

/// <summary>One run of a worker process.</summary>
internal sealed class WorkerProcess : IDisposable
{
    private const int KeptErrorLines = 20;

    private readonly Process _process;
    private readonly Queue<string> _errors = new();

    private WorkerProcess(Process process)
    {
        _process = process;
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginErrorReadLine();
    }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>Starts a worker that will connect to <paramref name="socketPath"/>.</summary>
    public static WorkerProcess Start(WorkerLaunch launch, string node, string socketPath)
    {
        var start = new ProcessStartInfo(DotnetHost())
        {
            UseShellExecute = false,
            RedirectStandardError = true,
        };
        foreach (var argument in new[]
        {
            launch.Assembly, "--socket", socketPath, "--node", node, "--journal", launch.JournalDirectory, "--rules", launch.Rules, "--release", launch.Release.Name,
        })
        {
            start.ArgumentList.Add(argument);
        }

        // The worker is one thread with short-lived memory: a small heap that is collected often beats a large one.
        start.Environment["DOTNET_gcServer"] = "0";
        start.Environment["DOTNET_gcConcurrent"] = "0";
        return new WorkerProcess(Process.Start(start) ?? throw new InvalidOperationException("the worker process did not start"));
    }

    /// <summary>The last lines it wrote to its standard error.</summary>
    public string LastErrors()
    {
        lock (_errors)
        {
            return string.Join('\n', _errors);
        }
    }

    /// <summary>CPU time in user and kernel mode so far, and resident memory in bytes; zeros when the process is gone.</summary>
    public (TimeSpan Cpu, long ResidentBytes) Usage()
    {
        try
        {
            _process.Refresh();
            return (_process.TotalProcessorTime, _process.WorkingSet64);
        }
        catch (InvalidOperationException)
        {
            return default;
        }
    }

    public void Kill()
    {
        try
        {
            _process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It is gone already, which is what was wanted.
        }
    }

    /// <summary>Waits for the process to end and returns its exit code.</summary>
    public async Task<int> WaitForExitAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken);
        return _process.ExitCode;
    }

    public void Dispose() => _process.Dispose();

    // The gateway may itself run from an executable of its own name, so the runtime's folder tells where the host is.
    private static string DotnetHost()
    {
        var root = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        var host = Path.Combine(root, OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet");
        return File.Exists(host) ? host : "dotnet";
    }

    private void Keep(string? line)
    {
        if (string.IsNullOrEmpty(line))
        {
            return;
        }

        lock (_errors)
        {
            _errors.Enqueue(line);
            if (_errors.Count > KeptErrorLines)
            {
                _errors.Dequeue();
            }
        }
    }
}
