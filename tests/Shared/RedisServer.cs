using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace LogPlatform.Tests.Servers;

/// <summary>A Redis of its own on a free port of the loopback, with an append-only file, so that what it acknowledged outlives it. It ends with the test process.</summary>
internal sealed class RedisServer : IAsyncDisposable
{
    private const string Program = "/usr/bin/redis-server";
    private const string Watch = "\"$@\" & server=$!; read -r _; kill -KILL $server 2>/dev/null; wait $server";

    private readonly string _folder = Directory.CreateTempSubdirectory("logplatform-redis").FullName;
    private readonly int _port = FreePort();
    private Process? _process;

    private RedisServer()
    {
    }

    /// <summary>Where it is.</summary>
    public string ConnectionString => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{_port}");

    /// <summary>Skips the test when Redis is not installed; fails it where the build demands every program.</summary>
    public static void Require()
    {
        if (Environment.GetEnvironmentVariable("LOGPLATFORM_REQUIRE_CLIENTS") == "1")
        {
            File.Exists(Program).ShouldBeTrue("the Debian package redis-server is needed by this test");
        }

        Assert.SkipUnless(File.Exists(Program), "the Debian package redis-server is not installed");
    }

    /// <summary>Makes a server and starts it.</summary>
    public static async Task<RedisServer> StartNewAsync()
    {
        var server = new RedisServer();
        await server.StartAsync();
        return server;
    }

    /// <summary>Starts it, again, and returns when it answers.</summary>
    public async Task StartAsync()
    {
        var start = new ProcessStartInfo("sh") { RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (var argument in (string[])["-c", Watch, "sh", Program, "--port", $"{_port}", "--bind", "127.0.0.1", "--dir", _folder, "--save", string.Empty, "--appendonly", "yes", "--appendfsync", "always"])
        {
            start.ArgumentList.Add(argument);
        }

        _process = Process.Start(start)!;
        _process.OutputDataReceived += static (_, _) => { };
        _process.BeginOutputReadLine();
        while (!await AnswersAsync())
        {
            _process.HasExited.ShouldBeFalse("Redis ended while it started");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
    }

    /// <summary>SIGKILL.</summary>
    public async Task KillAsync()
    {
        if (_process is { } process)
        {
            _process = null;
            process.StandardInput.Close();
            await process.WaitForExitAsync();
            process.Dispose();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task<bool> AnswersAsync()
    {
        try
        {
            using var socket = new TcpClient();
            await socket.ConnectAsync(IPAddress.Loopback, _port);
            await socket.GetStream().WriteAsync("PING\r\n"u8.ToArray());
            var answer = new byte[7];
            await socket.GetStream().ReadExactlyAsync(answer);
            return answer.AsSpan(1, 4).SequenceEqual("PONG"u8);
        }
        catch (Exception error) when (error is SocketException or IOException)
        {
            return false;
        }
    }
}
