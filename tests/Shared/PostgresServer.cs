using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace LogPlatform.Tests.Servers;

/// <summary>
/// A PostgreSQL of its own in a temporary folder, on a free port of the loopback, with syncs on. It never runs as root, which PostgreSQL refuses: then it is the user <c>postgres</c>
/// of the Debian package. It ends with the test process, however that ends: a shell waits for the end of its input.
/// </summary>
internal sealed class PostgresServer : IAsyncDisposable
{
    private const string Watch = "trap '' TERM; \"$@\" & server=$!; read -r _; kill -QUIT $server 2>/dev/null; wait $server";

    private readonly string _folder = Directory.CreateTempSubdirectory("logplatform-pg").FullName;
    private readonly int _port = FreePort();
    private Process? _process;

    private PostgresServer()
    {
    }

    private static string? Binaries { get; } = Directory.Exists("/usr/lib/postgresql")
        ? Directory.EnumerateDirectories("/usr/lib/postgresql").Select(folder => Path.Combine(folder, "bin")).Where(folder => File.Exists(Path.Combine(folder, "initdb"))).Order().LastOrDefault()
        : null;

    /// <summary>Where it is.</summary>
    public string ConnectionString => string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={_port};Username=logplatform;Database=postgres;GSS Encryption Mode=Disable");

    /// <summary>Skips the test when PostgreSQL is not installed; fails it where the build demands every program.</summary>
    public static void Require()
    {
        if (Environment.GetEnvironmentVariable("LOGPLATFORM_REQUIRE_CLIENTS") == "1")
        {
            Binaries.ShouldNotBeNull("the Debian package postgresql is needed by this test");
        }

        Assert.SkipUnless(Binaries is not null, "the Debian package postgresql is not installed");
    }

    /// <summary>Makes a server and starts it.</summary>
    public static async Task<PostgresServer> StartNewAsync()
    {
        var server = new PostgresServer();
        var data = Path.Combine(server._folder, "data");
        if (Environment.IsPrivilegedProcess)
        {
            await RunAsync("chown", "postgres:postgres", server._folder);
        }

        await RunAsync([.. AsUser, Path.Combine(Binaries!, "initdb"), "-D", data, "-U", "logplatform", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"]);
        await server.StartAsync();
        return server;
    }

    /// <summary>Starts it, again, and returns when it answers.</summary>
    public async Task StartAsync()
    {
        var start = new ProcessStartInfo("setsid") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        string[] command =
        [
            .. AsUser, "sh", "-c", Watch, "sh", Path.Combine(Binaries!, "postgres"), "-D", Path.Combine(_folder, "data"),
            "-c", string.Create(CultureInfo.InvariantCulture, $"port={_port}"), "-c", "listen_addresses=127.0.0.1", "-c", $"unix_socket_directories={_folder}",
            "-c", "max_connections=300", "-c", "logging_collector=off", "-c", "fsync=on", "-c", "synchronous_commit=off",
        ];
        foreach (var argument in command)
        {
            start.ArgumentList.Add(argument);
        }

        _process = Process.Start(start)!;
        _process.OutputDataReceived += static (_, _) => { };
        _process.ErrorDataReceived += static (_, _) => { };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        await AnswersAsync();
    }

    /// <summary>Ends it as a power loss of its machine's processes would: no process of it does anything any more.</summary>
    public async Task KillAsync()
    {
        var pid = (await File.ReadAllLinesAsync(Path.Combine(_folder, "data", "postmaster.pid")))[0];
        await RunAsync("pkill", "-KILL", "-P", pid);
        await RunAsync("kill", "-KILL", pid);
        await EndAsync();
    }

    /// <summary>Stops it: clients are thrown out, and everything is written.</summary>
    public async Task StopAsync()
    {
        await RunAsync([.. AsUser, Path.Combine(Binaries!, "pg_ctl"), "stop", "-m", "fast", "-w", "-D", Path.Combine(_folder, "data")]);
        await EndAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        if (Environment.IsPrivilegedProcess)
        {
            await RunAsync("chown", "-R", "root:root", _folder);
        }

        Directory.Delete(_folder, recursive: true);
    }

    private static string[] AsUser => Environment.IsPrivilegedProcess ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] : [];

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task RunAsync(params string[] command)
    {
        var start = new ProcessStartInfo(command[0]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in command[1..])
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, $"{string.Join(' ', command)}: {await output} {await errors}");
    }

    private async Task EndAsync()
    {
        if (_process is { } process)
        {
            _process = null;
            process.StandardInput.Close();
            await process.WaitForExitAsync();
            process.Dispose();
        }
    }

    private async Task AnswersAsync()
    {
        while (true)
        {
            try
            {
                await using var connection = new NpgsqlConnection(ConnectionString + ";Pooling=false");
                await connection.OpenAsync();
                return;
            }
            catch (NpgsqlException)
            {
                _process!.HasExited.ShouldBeFalse("PostgreSQL ended while it started");
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
            }
        }
    }
}
