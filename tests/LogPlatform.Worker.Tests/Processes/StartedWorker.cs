using System.Buffers;
using System.Diagnostics;
using System.Net.Sockets;
using LogPlatform.Core.Batches;
using LogPlatform.Protocols.Workers;

namespace LogPlatform.Worker.Tests.Processes;

/// <summary>A worker's process, and the gateway's end of its socket.</summary>
internal sealed class StartedWorker : IDisposable
{
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly Process _process;
    private Socket? _socket;

    private StartedWorker(string folder, bool listens, IEnumerable<string> arguments)
    {
        var path = Path.Combine(folder, "worker.sock");
        if (listens)
        {
            _listener.Bind(new UnixDomainSocketEndPoint(path));
            _listener.Listen(1);
        }

        _process = Process.Start(new ProcessStartInfo("dotnet", [Repository.OutputOf("LogPlatform.Worker", "LogPlatform.Worker.dll"), .. arguments]) { RedirectStandardError = true })!;
    }

    public int Id => _process.Id;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>A worker that was started as a gateway does it.</summary>
    /// <param name="folder">Where its socket, its rules (<c>rules.yaml</c>) and its journal (<c>journal</c>) are.</param>
    /// <param name="listens">Whether there is a gateway.</param>
    public static StartedWorker Start(string folder, bool listens = true) => new(folder, listens,
    [
        "--socket", Path.Combine(folder, "worker.sock"), "--node", "blue-1", "--journal", Directory.CreateDirectory(Path.Combine(folder, "journal")).FullName,
        "--rules", Path.Combine(folder, "rules.yaml"), "--release", "1.0",
    ]);

    /// <summary>A worker that was started by somebody else.</summary>
    public static StartedWorker Start(string folder, IEnumerable<string> arguments) => new(folder, false, arguments);

    /// <summary>Waits until it is there and has said what it is.</summary>
    public async Task<WorkerHello> HelloAsync()
    {
        _socket = await _listener.AcceptAsync(Token);
        var (type, body) = await ReceiveAsync();
        type.ShouldBe(WorkerFrameType.Hello);
        return WorkerFrames.ReadHello(body).ShouldNotBeNull();
    }

    public async Task SendAsync(WorkUnit unit)
    {
        var frame = new ArrayBufferWriter<byte>();
        WorkerFrames.WriteWork(unit, frame);
        await SendAsync(frame.WrittenMemory);
    }

    public async Task SendAsync(ReadOnlyMemory<byte> bytes) => (await _socket!.SendAsync(bytes, Token)).ShouldBe(bytes.Length);

    public async Task<(WorkerFrameType Type, byte[] Body)> ReceiveAsync()
    {
        await using var stream = new NetworkStream(_socket!, ownsSocket: false);
        var head = new byte[WorkerFrames.HeadBytes];
        await stream.ReadExactlyAsync(head, Token);
        WorkerFrames.TryReadHead(head, out var type, out var bytes).ShouldBeTrue();
        var body = new byte[bytes];
        await stream.ReadExactlyAsync(body, Token);
        return (type, body);
    }

    /// <summary>Closes the gateway's end.</summary>
    public void Close() => _socket!.Dispose();

    /// <summary>Sends a signal: <c>TERM</c>.</summary>
    public async Task SignalAsync(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", $"{Id}"]);
        await kill.WaitForExitAsync(Token);
        kill.ExitCode.ShouldBe(0);
    }

    /// <summary>Waits until it ends by itself.</summary>
    public async Task<(int Code, string Errors)> EndAsync()
    {
        var errors = await _process.StandardError.ReadToEndAsync(Token);
        await _process.WaitForExitAsync(Token);
        return (_process.ExitCode, errors);
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _socket?.Dispose();
        _listener.Dispose();
    }
}
