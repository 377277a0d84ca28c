using System.Net;
using System.Net.Sockets;
using LogPlatform.Standalone.Tests.Processes;

namespace LogPlatform.Standalone.Tests.Faults;

/// <summary>Input without end meets bounded memory.</summary>
public sealed class HugeInputTests
{
    private const long Gibi = 1L << 30;
    private const long MemoryBound = 700L << 20;

    [Fact]
    public async Task ALineOfAGibibyteIsKeptInPiecesInBoundedMemory()
    {
        using var folder = new TemporaryFolder();
        await using var platform = await StandaloneProcess.StartAsync(folder.Path, "--open");
        using (var socket = new Socket(SocketType.Stream, ProtocolType.Tcp))
        {
            await socket.ConnectAsync(platform.SyslogTcp, TestContext.Current.CancellationToken);
            var chunk = new byte[1 << 20];
            chunk.AsSpan().Fill((byte)'x');
            for (var sent = 0L; sent < Gibi;)
            {
                sent += await socket.SendAsync(chunk, TestContext.Current.CancellationToken);
            }

            socket.Shutdown(SocketShutdown.Send);

            // The platform closes its side when everything that came is in the journal.
            (await socket.ReceiveAsync(chunk, TestContext.Current.CancellationToken)).ShouldBe(0);
        }

        await platform.SettleAsync();
        var ledger = await platform.GetAsync("api/v1/ledger");
        ledger.GetProperty("balanced").GetBoolean().ShouldBeTrue();
        ledger.GetProperty("committed").GetInt64().ShouldBeGreaterThanOrEqualTo(1024);
        platform.PeakResidentBytes.ShouldBeLessThan(MemoryBound);
    }

    [Fact]
    public async Task ABodyOfAGibibyteIsRefusedInBoundedMemory()
    {
        using var folder = new TemporaryFolder();
        await using var platform = await StandaloneProcess.StartAsync(folder.Path, "--open");
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(platform.Otlp, "ingest")) { Content = new EndlessContent(Gibi) };
        request.Headers.ExpectContinue = true;
        try
        {
            using var response = await platform.Http.SendAsync(request, TestContext.Current.CancellationToken);
            response.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        }
        catch (HttpRequestException)
        {
            // The server may close the connection while the body is still being sent, before its answer is read.
        }

        (await platform.GetAsync("api/v1/ledger")).GetProperty("accepted").GetInt64().ShouldBe(0);
        platform.PeakResidentBytes.ShouldBeLessThan(MemoryBound);
    }

    private sealed class EndlessContent(long bytes) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            var chunk = new byte[1 << 20];
            chunk.AsSpan().Fill((byte)'x');
            for (var sent = 0L; sent < bytes; sent += chunk.Length)
            {
                await stream.WriteAsync(chunk);
            }
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
