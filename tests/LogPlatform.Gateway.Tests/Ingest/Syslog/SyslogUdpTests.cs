using System.Net.Sockets;
using System.Text;
using LogPlatform.Core.Batches;
using LogPlatform.Gateway.Ingest;
using LogPlatform.Gateway.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace LogPlatform.Gateway.Tests.Ingest.Syslog;

public sealed class SyslogUdpTests
{
    [Fact]
    public async Task ADatagramIsOneMessageWithItsNewlinesInside()
    {
        await using var gateway = await TestGateway.StartAsync();
        using var client = Connect(gateway);

        await client.SendAsync("<34>1 a\nb\n"u8.ToArray(), TestGateway.Token);
        await gateway.Journal.Arrived(1);
        await gateway.App.StopAsync(TestGateway.Token);

        var (header, payload) = gateway.Journal.Batches.ShouldHaveSingleItem();
        header.Format.ShouldBe(BatchFormat.SyslogCounted);
        header.Peer.ShouldBe("127.0.0.1");
        Encoding.ASCII.GetString(payload).ShouldBe("9 <34>1 a\nb");
    }

    [Fact]
    public async Task ABurstGathersIntoFewBatchesAndShutdownTakesTheRest()
    {
        await using var gateway = await TestGateway.StartAsync();
        using var client = Connect(gateway);
        gateway.Journal.Hold();

        // Fewer than the smallest kernel buffer holds, so that a loss would be ours.
        for (var i = 0; i < 100; i++)
        {
            await client.SendAsync(Encoding.ASCII.GetBytes($"<34>1 message {i:000}"), TestGateway.Token);
        }

        await gateway.Journal.Arrived(1);
        var stopping = gateway.App.StopAsync(TestGateway.Token);
        gateway.Journal.LetGo();
        await stopping;

        gateway.Journal.Batches.Sum(batch => batch.Header.RecordCount).ShouldBe(100);
        gateway.Journal.Batches.Count.ShouldBeLessThan(100);
    }

    [Fact]
    public async Task EmptyDatagramsAreNothing()
    {
        await using var gateway = await TestGateway.StartAsync();
        using var client = Connect(gateway);

        await client.SendAsync(Array.Empty<byte>(), TestGateway.Token);
        await client.SendAsync("\n"u8.ToArray(), TestGateway.Token);
        await client.SendAsync("x"u8.ToArray(), TestGateway.Token);
        await gateway.Journal.Arrived(1);
        await gateway.App.StopAsync(TestGateway.Token);

        Encoding.ASCII.GetString(gateway.Journal.Batches.ShouldHaveSingleItem().Payload).ShouldBe("1 x");
    }

    [Fact]
    public async Task WhatFindsNoRoomIsCountedAsDropped()
    {
        await using var gateway = await TestGateway.StartAsync(("SyslogLimits:UdpPendingBytes", "65536"));
        using var client = Connect(gateway);
        gateway.Journal.Hold();
        var datagram = new byte[8000];
        datagram.AsSpan().Fill((byte)'x');

        await client.SendAsync(datagram, TestGateway.Token);
        await gateway.Journal.Arrived(1);
        for (var i = 0; i < 20; i++)
        {
            await client.SendAsync(datagram, TestGateway.Token);
        }

        var stopping = gateway.App.StopAsync(TestGateway.Token);
        gateway.Journal.LetGo();
        await stopping;

        var totals = gateway.Services.GetRequiredService<IngestInstruments>().Totals;
        totals.Dropped.ShouldBeGreaterThan(0);
        (totals.Dropped + totals.Records).ShouldBe(21);
    }

    private static Socket Connect(TestGateway gateway)
    {
        var client = new Socket(SocketType.Dgram, ProtocolType.Udp);
        client.Connect(gateway.Bound.SyslogUdp!);
        return client;
    }
}
