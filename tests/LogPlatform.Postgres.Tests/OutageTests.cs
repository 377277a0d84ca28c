using LogPlatform.Core.Batches;
using LogPlatform.Core.Ports;
using LogPlatform.Tests.Conformance;

namespace LogPlatform.Postgres.Tests;

/// <summary>PostgreSQL goes away and comes back, and the gateway lives on.</summary>
public sealed class OutageTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task WhilePostgreSqlIsAwayNothingIsAcknowledgedAndAfterwardsEverythingGoesOn(bool isKilled)
    {
        PostgresServer.Require();
        await using var server = await PostgresServer.StartNewAsync();
        await using var gateways = new Gateways(server.ConnectionString);
        var ports = await gateways.OpenAsync();
        var told = new List<BatchId> { (await AppendAsync(ports, gateways, 1)).Id };
        (await ports.Store.CommitAsync(Commit(told[0].Value), Token)).ShouldBe(CommitStatus.Committed);

        await (isKilled ? server.KillAsync() : server.StopAsync());
        (await AppendAsync(ports, gateways, 2)).Status.ShouldBe(AppendStatus.Unavailable);
        (await ports.Store.CommitAsync(Commit(told[0].Value + 1), Token)).ShouldBe(CommitStatus.Unavailable);
        (await ports.TrimAsync(Token)).ShouldBeFalse();
        (await ports.Journal.TakeOverAsync()).ShouldBe(0);
        await Should.ThrowAsync<IOException>(async () => await ports.Store.SealAsync(new Core.Slots.Generation(1), Token));
        await Should.ThrowAsync<IOException>(async () => await ports.Audit.AppendAsync(new Core.Audit.AuditFact("ann", "a.b", "c"), Token));
        await Should.ThrowAsync<IOException>(async () => await ports.Deployments.TrySaveAsync(DeploymentStates.First(1), Token));
        Should.Throw<IOException>(() => ports.Store.Blocks(0, 1));
        ports.Journal.LastDurable.ShouldBe(told[0]);
        ports.Store.IsCommitted(new BatchId(99)).ShouldBeFalse();
        var waiting = ports.Store.WaitAsync(1, Token).AsTask();

        await server.StartAsync();
        told.Add(await AppendedAsync(ports, gateways, 3));
        ports.Journal.Read(default, 10).Select(entry => entry.Id).ShouldBe(told);
        ports.Journal.AcceptedRecords.ShouldBe(2);
        (await ports.Store.CommitAsync(Commit(told[1].Value), Token)).ShouldBe(CommitStatus.Committed);
        await waiting;
        await ports.Store.WaitDurableAsync(new BatchId(told[1].Value - 1), Token);
        (await ports.Audit.AppendAsync(new Core.Audit.AuditFact("ann", "a.b", "c"), Token)).Number.ShouldBe(1);
        (await ports.TrimAsync(Token)).ShouldBeTrue();
    }

    [Fact]
    public async Task WhatWasAcknowledgedSurvivesThatTheServerIsKilledUnderLoad()
    {
        PostgresServer.Require();
        await using var server = await PostgresServer.StartNewAsync();
        await using var gateways = new Gateways(server.ConnectionString);
        var ports = new[] { await gateways.OpenAsync("one"), await gateways.OpenAsync("two") };
        var acknowledged = new HashSet<BatchId>();
        var refused = 0;
        for (var round = 0; round < 3; round++)
        {
            using var done = new CancellationTokenSource();
            var reached = new TaskCompletionSource();
            var senders = Enumerable.Range(0, 8).Select(sender => Task.Run(async () =>
            {
                for (var i = 0; !done.IsCancellationRequested; i++)
                {
                    var result = await AppendAsync(ports[sender % 2], gateways, (sender * 1_000_000) + (round * 100_000) + i);
                    lock (acknowledged)
                    {
                        if (result.Status == AppendStatus.Appended)
                        {
                            acknowledged.Add(result.Id).ShouldBeTrue();
                        }
                        else
                        {
                            result.Status.ShouldBe(AppendStatus.Unavailable);
                            refused++;
                        }

                        if (i == 20)
                        {
                            reached.TrySetResult();
                        }
                    }

                    await Task.Yield();
                }
            })).ToArray();
            await reached.Task.WaitAsync(Token);
            await server.KillAsync();
            await server.StartAsync();
            await AppendedAsync(ports[0], gateways, -(2 * round) - 1, acknowledged);
            await AppendedAsync(ports[1], gateways, -(2 * round) - 2, acknowledged);
            await done.CancelAsync();
            await Task.WhenAll(senders);
        }

        refused.ShouldBeGreaterThan(0);
        var kept = ports[0].Journal.Read(default, int.MaxValue);
        kept.Select(entry => entry.Id).ShouldBe(acknowledged.Order(), "What was acknowledged is there, and what was refused is not.");
        ports[0].Journal.AcceptedRecords.ShouldBe(kept.Count);
        ports.Sum(gateway => gateway.Journal.Pending).ShouldBe(kept.Count);
    }

    private static async Task<AppendResult> AppendAsync(PostgresPorts ports, Gateways gateways, int seed) => await ports.Journal.AppendAsync(
        new BatchHeader { Format = BatchFormat.Ndjson, ReceivedUnixNano = gateways.Time.NowUnixNano, RecordCount = 1, IdempotencyKey = $"{seed}" },
        new byte[500],
        Token);

    private static async Task<BatchId> AppendedAsync(PostgresPorts ports, Gateways gateways, int seed, HashSet<BatchId>? acknowledged = null)
    {
        while (true)
        {
            var result = await AppendAsync(ports, gateways, seed);
            if (result.Status == AppendStatus.Appended)
            {
                lock (acknowledged ?? [])
                {
                    acknowledged?.Add(result.Id);
                }

                return result.Id;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, Token);
        }
    }
}
