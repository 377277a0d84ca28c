using LogPlatform.Core.Batches;
using LogPlatform.Core.Ports;
using LogPlatform.Core.Slots;

namespace LogPlatform.Postgres.Tests;

/// <summary>What holds when several gateways share the tables.</summary>
public sealed class TwoGatewayTests : IAsyncLifetime
{
    private Gateways _gateways = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _gateways = await Gateways.NewAsync();

    public ValueTask DisposeAsync() => _gateways.DisposeAsync();

    [Fact]
    public async Task IdsAreUniqueOverAllGatewaysAndRiseInEach()
    {
        var (one, two) = (await _gateways.OpenAsync("one"), await _gateways.OpenAsync("two"));
        var ids = await Task.WhenAll(new[] { one, two }.SelectMany(ports => Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            var mine = new List<BatchId>();
            for (var i = 0; i < 50; i++)
            {
                mine.Add(await AppendedAsync(ports));
            }

            mine.ShouldBe(mine.Order());
            return mine;
        }))));
        ids.SelectMany(mine => mine).Distinct().Count().ShouldBe(400);
        one.Journal.Read(default, 1000).Count.ShouldBe(400);
        one.Journal.AcceptedRecords.ShouldBe(1200);
        one.Journal.Bytes().Accepted.ShouldBe(one.Journal.Read(default, 1000).Sum(entry => (long)entry.PayloadBytes));
        one.Journal.Bytes().OnDisk.ShouldBeGreaterThan(one.Journal.Bytes().Accepted);
        one.Journal.LastDurable.ShouldBe(two.Journal.LastDurable);
    }

    [Fact]
    public async Task EachGatewayDispatchesItsOwnBatches()
    {
        var (one, two) = (await _gateways.OpenAsync("one"), await _gateways.OpenAsync("two"));
        var (first, second) = (await AppendedAsync(one), await AppendedAsync(two));
        one.Journal.Dispatch.Read(default, 10).ShouldHaveSingleItem().Id.ShouldBe(first);
        two.Journal.Dispatch.Read(default, 10).ShouldHaveSingleItem().Id.ShouldBe(second);
        await CommittedAsync(one, first);
        one.Journal.Pending.ShouldBe(0);
        two.Journal.Pending.ShouldBe(1);
    }

    [Fact]
    public async Task ARetryIsRecognisedWhicheverGatewayItReaches()
    {
        var (one, two) = (await _gateways.OpenAsync("one"), await _gateways.OpenAsync("two"));
        var first = await AppendedAsync(one, Header(key: "a"), [1, 2, 3]);
        var second = await AppendedAsync(two, Header() with { MatchContent = true }, [4, 5, 6]);
        (await two.Journal.AppendAsync(Header(key: "a"), new byte[] { 1, 2, 3 }, Token)).ShouldBe(new AppendResult(AppendStatus.Duplicate, first));
        (await two.Journal.AppendAsync(Header(key: "a"), new byte[] { 1, 2, 4 }, Token)).ShouldBe(new AppendResult(AppendStatus.KeyReused, first));
        (await one.Journal.AppendAsync(Header() with { MatchContent = true }, new byte[] { 4, 5, 6 }, Token)).ShouldBe(new AppendResult(AppendStatus.Duplicate, second));

        var ports = new[] { one, two };
        var results = await Task.WhenAll(Enumerable.Range(0, 400).Select(i => Task.Run(async () =>
            await ports[i % 2].Journal.AppendAsync(Header() with { MatchContent = true }, new byte[] { 9, (byte)(i % 20) }, Token))));
        results.Count(result => result.Status == AppendStatus.Appended).ShouldBe(20);
        results.Count(result => result.Status == AppendStatus.Duplicate).ShouldBe(380);
        one.Journal.Read(default, 100).Count.ShouldBe(22);
    }

    [Fact]
    public async Task TheBatchesOfASilentGatewayAreTakenOverWithThoseItHadTakenOver()
    {
        var first = await _gateways.OpenAsync("first", Silent);
        var one = await AppendedAsync(first);
        var second = await _gateways.OpenAsync("second", Silent);
        var two = await AppendedAsync(second);
        (await second.Journal.TakeOverAsync(TimeSpan.Zero)).ShouldBe(1);
        second.Journal.Dispatch.Read(default, 10).Select(entry => entry.Id).ShouldBe([two, one], "In the order in which they came here.");

        var third = await _gateways.OpenAsync("third", Silent);
        var three = await AppendedAsync(third);
        third.Journal.Dispatch.Read(default, 10).Select(entry => entry.Id).ShouldBe([three]);
        (await third.Journal.TakeOverAsync(TimeSpan.FromHours(1))).ShouldBe(0, "Nobody has been silent for so long.");
        (await third.Journal.TakeOverAsync(TimeSpan.Zero)).ShouldBe(1);
        third.Journal.Dispatch.Read(three, 10).Select(entry => entry.Id).ShouldBe([one, two], "What the dispatcher has read past does not hide them.");
        (await third.Journal.TakeOverAsync(TimeSpan.Zero)).ShouldBe(0);
        foreach (var id in new[] { one, two, three })
        {
            await CommittedAsync(third, id);
        }

        third.Journal.Pending.ShouldBe(0);
    }

    [Fact]
    public async Task OfTwoWhoTakeAGatewayOverOneGetsIt()
    {
        var dead = await _gateways.OpenAsync("dead", Silent);
        await AppendedAsync(dead);
        var live = new List<PostgresPorts>();
        for (var i = 0; i < 3; i++)
        {
            live.Add(await _gateways.OpenAsync($"live{i}"));
        }

        await SilenceAsync(dead);
        var taken = await Task.WhenAll(live.Select(ports => ports.Journal.TakeOverAsync(TimeSpan.FromMinutes(1))));
        taken.Sum().ShouldBe(1);
        live.Sum(ports => ports.Journal.Pending).ShouldBe(1);
    }

    [Fact]
    public async Task WhatIsCommittedAlreadyIsNotTakenOver()
    {
        var dead = await _gateways.OpenAsync("dead", Silent);
        var committed = await AppendedAsync(dead);
        var open = await AppendedAsync(dead);
        await CommittedAsync(dead, committed);
        var live = await _gateways.OpenAsync("live");
        (await live.Journal.TakeOverAsync(TimeSpan.Zero)).ShouldBe(1);
        live.Journal.Dispatch.Read(default, 10).ShouldHaveSingleItem().Id.ShouldBe(open);
    }

    [Fact]
    public async Task AZombieThatCommitsAfterATakeOverIsTooLateOrFirstAndNeverBoth()
    {
        var zombie = await _gateways.OpenAsync("zombie", Silent);
        var (first, second) = (await AppendedAsync(zombie), await AppendedAsync(zombie));
        var live = await _gateways.OpenAsync("live");
        (await live.Journal.TakeOverAsync(TimeSpan.Zero)).ShouldBe(1);

        await CommittedAsync(live, first);
        (await zombie.Store.CommitAsync(Commit(first.Value), Token)).ShouldBe(CommitStatus.Duplicate);
        zombie.Store.IsCommitted(first).ShouldBeTrue();

        await CommittedAsync(zombie, second);
        (await live.Store.CommitAsync(Commit(second.Value), Token)).ShouldBe(CommitStatus.Duplicate);
        live.Store.IsCommitted(second).ShouldBeTrue();
        live.Journal.Pending.ShouldBe(0);
        live.Store.Totals().ShouldHaveSingleItem().Batches.ShouldBe(2);
    }

    [Fact]
    public async Task AGatewayThatWasTakenForDeadGoesOnUnderANewNumber()
    {
        var zombie = await _gateways.OpenAsync("zombie", Silent);
        var before = zombie.Journal.Gateway;
        var first = await AppendedAsync(zombie);
        var live = await _gateways.OpenAsync("live");
        (await live.Journal.TakeOverAsync(TimeSpan.Zero)).ShouldBe(1);

        var second = await AppendedAsync(zombie);
        zombie.Journal.Gateway.ShouldNotBe(before);
        zombie.Journal.Dispatch.Read(default, 10).ShouldHaveSingleItem().Id.ShouldBe(second, "What it had is the other's.");
        live.Journal.Dispatch.Read(default, 10).ShouldHaveSingleItem().Id.ShouldBe(first);
    }

    [Fact]
    public async Task AGatewayThatStartsAgainHasItsBatchesBackAtOnce()
    {
        var before = await _gateways.OpenAsync("one");
        var first = await AppendedAsync(before);
        await before.DisposeAsync();
        var after = await _gateways.OpenAsync("one");
        after.Journal.Dispatch.Read(default, 10).ShouldHaveSingleItem().Id.ShouldBe(first);
    }

    [Fact]
    public async Task WhatAGatewayLeavesThatStopsIsTakenOverWithoutAWait()
    {
        var stopped = await _gateways.OpenAsync("stopped");
        var left = await AppendedAsync(stopped);
        var live = await _gateways.OpenAsync("live");
        (await live.Journal.TakeOverAsync()).ShouldBe(0);
        await stopped.DisposeAsync();
        (await live.Journal.TakeOverAsync()).ShouldBe(1);
        live.Journal.Dispatch.Read(default, 10).ShouldHaveSingleItem().Id.ShouldBe(left);
    }

    [Fact]
    public async Task TheWatermarkWaitsForEveryGatewayAlsoForASilentOne()
    {
        var dead = await _gateways.OpenAsync("dead");
        var missing = await AppendedAsync(dead);
        var live = await _gateways.OpenAsync("live");
        var last = await AppendedAsync(live);
        await CommittedAsync(live, last);
        await live.Store.WaitDurableAsync(new BatchId(missing.Value - 2), Token);
        await dead.DisposeAsync();
        live.Store.DurableWatermark.ShouldBe(new BatchId(missing.Value - 1));

        await SilenceAsync(dead);
        (await live.Journal.TakeOverAsync(TimeSpan.FromMinutes(1))).ShouldBe(1);
        live.Store.DurableWatermark.ShouldBe(new BatchId(missing.Value - 1));
        await CommittedAsync(live, missing);
        await live.Store.WaitDurableAsync(new BatchId(last.Value - 1), Token);
    }

    [Fact]
    public async Task ASealedGenerationIsRefusedByEveryGateway()
    {
        var (one, two) = (await _gateways.OpenAsync("one"), await _gateways.OpenAsync("two"));
        await CommittedAsync(one, new BatchId(1));
        await one.Store.SealAsync(new Generation(1), Token);
        (await one.Store.CommitAsync(Commit(2), Token)).ShouldBe(CommitStatus.Sealed);
        (await two.Store.CommitAsync(Commit(3), Token)).ShouldBe(CommitStatus.Sealed);
        (await two.Store.CommitAsync(Commit(3, pointer: Green), Token)).ShouldBe(CommitStatus.Committed);
    }

    [Fact]
    public async Task BlockIdsAreInTheOrderOfCommitsOverAllGateways()
    {
        var ports = new[] { await _gateways.OpenAsync("one"), await _gateways.OpenAsync("two") };
        using var done = new CancellationTokenSource();
        var tail = Task.Run(
            () =>
            {
                var seen = new List<long>();
                for (var isLast = false; !isLast;)
                {
                    isLast = done.IsCancellationRequested;
                    seen.AddRange(ports[0].Store.After(seen.LastOrDefault(), 1000).Select(block => block.Id));
                }

                return seen;
            },
            Token);
        await Parallel.ForAsync(1, 201, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (i, _) => await CommittedAsync(ports[i % 2], new BatchId(i)));
        await done.CancelAsync();
        (await tail).ShouldBe(Enumerable.Range(1, 200).Select(i => (long)i), "Whoever follows the ids misses none.");
    }

    [Fact]
    public async Task ATailOfOneGatewaySeesWhatAnotherCommits()
    {
        var (one, two) = (await _gateways.OpenAsync("one"), await _gateways.OpenAsync("two"));
        var waiting = one.Store.WaitAsync(0, Token).AsTask();
        await CommittedAsync(two, new BatchId(1));
        await waiting;
        one.Store.After(0, 10).ShouldHaveSingleItem().Id.ShouldBe(1);
    }

    [Fact]
    public async Task TwoGatewaysWriteOneAuditChain()
    {
        var ports = new[] { await _gateways.OpenAsync("one"), await _gateways.OpenAsync("two") };
        await Task.WhenAll(Enumerable.Range(0, 60).Select(i => Task.Run(async () =>
            await ports[i % 2].Audit.AppendAsync(new Core.Audit.AuditFact("ann", "a.b", $"c/{i}"), Token))));
        var found = ports[0].Audit.Verify();
        (found.IsIntact, found.Entries).ShouldBe((true, 60));
    }

    [Fact]
    public async Task AChangedAuditEntryIsFoundAndTheChainGoesOnBehindIt()
    {
        var ports = await _gateways.OpenAsync();
        for (var i = 0; i < 4; i++)
        {
            await ports.Audit.AppendAsync(new Core.Audit.AuditFact("ann", "a.b", $"c/{i}"), Token);
        }

        await _gateways.ExecuteAsync("UPDATE audit SET entry = replace(entry::text, 'c/1', 'c/9')::json WHERE number = 2");
        ports.Audit.Verify().BrokenAt.ShouldBe(2);
        (await ports.Audit.AppendAsync(new Core.Audit.AuditFact("ann", "a.b", "c"), Token)).Number.ShouldBe(5);
        await _gateways.ExecuteAsync("DELETE FROM audit WHERE number = 2");
        ports.Audit.Verify().BrokenAt.ShouldBe(2);
    }

    [Fact]
    public async Task HowFarReceiversWereToldIsKnownToAllGateways()
    {
        var (one, two) = (await _gateways.OpenAsync("one"), await _gateways.OpenAsync("two"));
        one.Notifications.Find("hook").ShouldBeNull();
        one.Notifications.Save("hook", new NotificationPosition(new Core.Rollouts.DeploymentId(3), 4));
        two.Notifications.Save("hook", new NotificationPosition(new Core.Rollouts.DeploymentId(3), 5));
        one.Notifications.Find("hook").ShouldBe(new NotificationPosition(new Core.Rollouts.DeploymentId(3), 5));
    }

    [Fact]
    public async Task RewindsAreListedInTheOrderOfTheirNumbersWithTheirLastState()
    {
        var (one, two) = (await _gateways.OpenAsync("one"), await _gateways.OpenAsync("two"));
        one.RewindJobs.List().ShouldBeEmpty();
        foreach (var id in new[] { 10, 9 })
        {
            one.RewindJobs.Save(Rewind(id, Core.Rehearsals.JobPhase.Running));
        }

        two.RewindJobs.Save(Rewind(10, Core.Rehearsals.JobPhase.Succeeded));
        one.RewindJobs.List().ShouldBe([Rewind(9, Core.Rehearsals.JobPhase.Running), Rewind(10, Core.Rehearsals.JobPhase.Succeeded)]);
    }

    private static Core.Rewinds.Rewind Rewind(long id, Core.Rehearsals.JobPhase phase) => new()
    {
        Id = new Core.Rewinds.RewindId(id),
        Generation = Blue.Generation,
        By = Green,
        Phase = phase,
        Actor = "ann",
        StartedAt = DateTimeOffset.UnixEpoch,
        Superseded = new Core.Rewinds.SupersededTotals(1, 2, 3, 4),
    };

    private static void Silent(PostgresOptions options) => options.Heartbeat = TimeSpan.FromMinutes(1);

    private BatchHeader Header(string? key = null) => new() { Format = BatchFormat.Ndjson, ReceivedUnixNano = _gateways.Time.NowUnixNano, RecordCount = 3, IdempotencyKey = key };

    private Task<BatchId> AppendedAsync(PostgresPorts ports) => AppendedAsync(ports, Header(), [1]);

    private static async Task<BatchId> AppendedAsync(PostgresPorts ports, BatchHeader header, byte[] payload)
    {
        var result = await ports.Journal.AppendAsync(header, payload, Token);
        result.Status.ShouldBe(AppendStatus.Appended);
        return result.Id;
    }

    private static async Task CommittedAsync(PostgresPorts ports, BatchId id) => (await ports.Store.CommitAsync(Commit(id.Value), Token)).ShouldBe(CommitStatus.Committed);

    private Task SilenceAsync(PostgresPorts ports) =>
        _gateways.ExecuteAsync($"UPDATE gateway SET heartbeat = clock_timestamp() - interval '1 hour' WHERE id = {ports.Journal.Gateway}");
}
