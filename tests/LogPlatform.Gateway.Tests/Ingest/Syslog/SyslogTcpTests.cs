using System.Net.Sockets;
using System.Text;
using LogPlatform.Core.Batches;
using LogPlatform.Core.Ports;
using LogPlatform.Gateway.Ingest;
using LogPlatform.Gateway.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace LogPlatform.Gateway.Tests.Ingest.Syslog;

public sealed class SyslogTcpTests
{
    [Fact]
    public async Task LinesAreJournaledWithTheSendersAddress()
    {
        await using var gateway = await TestGateway.StartAsync();

        await SendAndCloseAsync(gateway, "<34>1 first\n<34>1 second\n");

        var (header, payload) = gateway.Journal.Batches[0];
        header.Format.ShouldBe(BatchFormat.SyslogLines);
        header.Peer.ShouldBe("127.0.0.1");
        header.MatchContent.ShouldBeFalse();
        Encoding.ASCII.GetString(payload).ShouldBe("<34>1 first\n<34>1 second\n");
        header.RecordCount.ShouldBe(2);
    }

    [Fact]
    public async Task CountedMessagesKeepTheirNewlines()
    {
        await using var gateway = await TestGateway.StartAsync();

        await SendAndCloseAsync(gateway, "11 <34>1 a\nb c5 <34>x");

        var (header, payload) = gateway.Journal.Batches[0];
        header.Format.ShouldBe(BatchFormat.SyslogCounted);
        header.RecordCount.ShouldBe(2);
        Encoding.ASCII.GetString(payload).ShouldBe("11 <34>1 a\nb c5 <34>x");
    }

    [Fact]
    public async Task TheUnterminatedLastLineOfAHalfClosedConnectionIsKept()
    {
        await using var gateway = await TestGateway.StartAsync();

        await SendAndCloseAsync(gateway, "<34>1 whole\n<34>1 without its end");

        Journaled(gateway).ShouldBe("<34>1 whole\n<34>1 without its end\n");
        Records(gateway).ShouldBe(2);
    }

    [Fact]
    public async Task ACountedMessageThatIsCutShortIsKeptAsFarAsItCame()
    {
        await using var gateway = await TestGateway.StartAsync();

        await SendAndCloseAsync(gateway, "5 <34>x100 <34>1 short");

        Journaled(gateway).ShouldBe("5 <34>x11 <34>1 short");
        Records(gateway).ShouldBe(2);
    }

    [Theory]
    [InlineData("5 <34>x99999999 <34>1 more than the limit")]
    [InlineData("5 <34>xhello")]
    [InlineData("5 <34>x007 <34>1 y")]
    public async Task ALyingOctetCountClosesTheConnectionAndKeepsWhatCameBefore(string sent)
    {
        await using var gateway = await TestGateway.StartAsync();

        await SendAndCloseAsync(gateway, sent, closes: false);

        Journaled(gateway).ShouldBe("5 <34>x");
        gateway.Services.GetRequiredService<IngestInstruments>().Totals.Dropped.ShouldBe(1);
    }

    [Fact]
    public async Task ALineOverTheLimitIsCutIntoPiecesAndNothingIsLost()
    {
        await using var gateway = await TestGateway.StartAsync(("Ingest:MaxLineBytes", "1000"), ("SyslogLimits:ChunkBytes", "4096"));
        var line = new string('x', 100_000);

        await SendAndCloseAsync(gateway, line + "\n<34>1 next\n");

        var pieces = Journaled(gateway).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string.Concat(pieces[..^1]).ShouldBe(line);
        pieces[^1].ShouldBe("<34>1 next");
        Records(gateway).ShouldBe(pieces.Length);
    }

    [Fact]
    public async Task WhileTheJournalIsBusyMessagesGatherIntoTheNextBatch()
    {
        await using var gateway = await TestGateway.StartAsync();
        gateway.Journal.Hold();
        using var client = await ConnectAsync(gateway);

        await client.SendAsync("first\n"u8.ToArray(), TestGateway.Token);
        await gateway.Journal.Arrived(1);
        for (var i = 0; i < 50; i++)
        {
            await client.SendAsync(Encoding.ASCII.GetBytes($"later {i}\n"), TestGateway.Token);
        }

        client.Shutdown(SocketShutdown.Send);
        gateway.Journal.LetGo();
        await ReadToEndAsync(client);

        Records(gateway).ShouldBe(51);
        gateway.Journal.Batches[0].Header.RecordCount.ShouldBe(1);
    }

    [Fact]
    public async Task WhatHasComeIsJournaledThoughNothingComesAfterIt()
    {
        await using var gateway = await TestGateway.StartAsync();
        using var client = await ConnectAsync(gateway);
        for (var round = 1; round <= 500; round++)
        {
            // What is read while the journal is busy waits in the connection, and must not wait for what would come next.
            gateway.Journal.Hold();
            for (var piece = 0; piece < 10; piece++)
            {
                client.Send("<34>1 a message\n"u8);
            }

            gateway.Journal.LetGo();
            await gateway.Journal.Kept(10 * round);
        }
    }

    [Fact]
    public async Task AJournalWithoutRoomIsTriedAgainAndNothingIsLost()
    {
        await using var gateway = await TestGateway.StartAsync();
        gateway.Journal.Refusals.Enqueue(AppendStatus.Unavailable);
        gateway.Journal.Failure = new IOException("the disk is gone");

        await SendAndCloseAsync(gateway, "one\ntwo\n");

        Records(gateway).ShouldBe(2);
    }

    [Fact]
    public async Task WhenTheJournalStaysAwayTheSenderIsSlowedDown()
    {
        await using var gateway = await TestGateway.StartAsync(("SyslogLimits:ChunkBytes", "4096"), ("Ingest:MaxLineBytes", "1024"));
        gateway.Journal.Hold();
        using var client = await ConnectAsync(gateway);
        var block = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("0123456789\n", 90)));
        long sent = 0;

        // What fits into the kernel's buffers on both sides and the listener's own is finite; then no byte more is taken.
        while (client.Poll(TimeSpan.FromMilliseconds(200), SelectMode.SelectWrite))
        {
            sent += client.Send(block);
            sent.ShouldBeLessThan(1L << 30);
        }

        gateway.Journal.LetGo();
        client.Shutdown(SocketShutdown.Send);
        await ReadToEndAsync(client);
        gateway.Journal.Batches.Sum(batch => (long)batch.Payload.Length).ShouldBe(sent);
    }

    [Fact]
    public async Task ConnectionsOverTheLimitAreClosedAndTheOthersServed()
    {
        await using var gateway = await TestGateway.StartAsync(("SyslogLimits:MaxConnections", "1"));
        using var first = await ConnectAsync(gateway);
        await first.SendAsync("hello\n"u8.ToArray(), TestGateway.Token);
        await gateway.Journal.Arrived(1);

        using var second = await ConnectAsync(gateway);
        await ReadToEndAsync(second);

        await first.SendAsync("again\n"u8.ToArray(), TestGateway.Token);
        first.Shutdown(SocketShutdown.Send);
        await ReadToEndAsync(first);
        Journaled(gateway).ShouldBe("hello\nagain\n");
    }

    [Fact]
    public async Task AQuietConnectionIsClosedAndItsLastLineKept()
    {
        await using var gateway = await TestGateway.StartAsync(("SyslogLimits:IdleTimeout", "00:00:00.1"));
        using var client = await ConnectAsync(gateway);

        await client.SendAsync("no end"u8.ToArray(), TestGateway.Token);
        await ReadToEndAsync(client);

        Journaled(gateway).ShouldBe("no end\n");
    }

    [Fact]
    public async Task AtShutdownWhatHasArrivedIsJournaledBeforeTheListenerIsGone()
    {
        var gateway = await TestGateway.StartAsync();
        await using (gateway)
        {
            gateway.Journal.Hold();
            using var client = await ConnectAsync(gateway);
            await client.SendAsync("first\n"u8.ToArray(), TestGateway.Token);
            await gateway.Journal.Arrived(1);
            await client.SendAsync("second\nthird without its end"u8.ToArray(), TestGateway.Token);

            var stopping = gateway.App.StopAsync(TestGateway.Token);
            gateway.Journal.LetGo();
            await stopping;

            Journaled(gateway).ShouldBe("first\nsecond\nthird without its end\n");
        }
    }

    private static string Journaled(TestGateway gateway) =>
        string.Concat(gateway.Journal.Batches.Select(batch => Encoding.ASCII.GetString(batch.Payload)));

    private static int Records(TestGateway gateway) => gateway.Journal.Batches.Sum(batch => batch.Header.RecordCount);

    private static async Task<Socket> ConnectAsync(TestGateway gateway)
    {
        var client = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await client.ConnectAsync(gateway.Bound.SyslogTcp!, TestGateway.Token);
        return client;
    }

    private static async Task SendAndCloseAsync(TestGateway gateway, string text, bool closes = true)
    {
        using var client = await ConnectAsync(gateway);
        await client.SendAsync(Encoding.ASCII.GetBytes(text), TestGateway.Token);
        if (closes)
        {
            client.Shutdown(SocketShutdown.Send);
        }

        await ReadToEndAsync(client);
    }

    // The server closes when it has journaled everything: its end is the signal to look.
    private static async Task ReadToEndAsync(Socket client)
    {
        try
        {
            while (await client.ReceiveAsync(new byte[16], TestGateway.Token) > 0)
            {
            }
        }
        catch (SocketException)
        {
            // Closed with unread bytes: a reset is an end too.
        }
    }
}
