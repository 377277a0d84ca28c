using System.Net;
using System.Net.Sockets;
using System.Text;
using LogPlatform.Cli.Load;
using LogPlatform.Cli.Tests.Serving;

namespace LogPlatform.Cli.Tests.Load;

public class SyslogLoadTests
{
    [Fact]
    public async Task AConnectionThatIsReadToItsEndAcknowledgesAll()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var received = ReceiveAsync(listener, reads: true);
        var report = await RunAsync(listener);
        report.Acknowledged.ShouldBe(200);
        NumberedStore.OfSyslog(await received).ShouldBe(Enumerable.Range(0, 200).Select(number => (long)number));
    }

    [Fact]
    public async Task AConnectionThatIsResetLeavesAllOfItOpen()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var received = ReceiveAsync(listener, reads: false);
        var report = await RunAsync(listener);
        await received;
        report.Acknowledged.ShouldBe(0);
        report.Maybe.ShouldBe(200);
    }

    private static async Task<string> ReceiveAsync(TcpListener listener, bool reads)
    {
        using var socket = await listener.AcceptSocketAsync(TestContext.Current.CancellationToken);
        var text = new StringBuilder();
        var buffer = new byte[4096];
        if (!reads)
        {
            // Closing with unread bytes and no linger is a reset; the listener goes too, so no second connection is made.
            listener.Stop();
            await socket.ReceiveAsync(buffer.AsMemory(0, 1), TestContext.Current.CancellationToken);
            socket.LingerState = new LingerOption(true, 0);
            return string.Empty;
        }

        int length;
        while ((length = await socket.ReceiveAsync(buffer, TestContext.Current.CancellationToken)) > 0)
        {
            text.Append(Encoding.UTF8.GetString(buffer, 0, length));
        }

        return text.ToString();
    }

    private static async Task<LoadReport> RunAsync(TcpListener listener)
    {
        var options = new LoadOptions
        {
            Ingest = new Uri("http://127.0.0.1:1"),
            Control = new Uri("http://127.0.0.1:1"),
            Protocol = LoadProtocol.Syslog,
            SyslogPort = ((IPEndPoint)listener.LocalEndpoint).Port,
            Records = 200,
            BatchSize = 50,
            Connections = 1,
        };
        return await new LoadRun(options, new EagerTime()).RunAsync(TestContext.Current.CancellationToken);
    }
}
