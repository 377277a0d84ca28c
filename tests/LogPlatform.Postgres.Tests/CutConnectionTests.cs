using LogPlatform.Core.Batches;
using LogPlatform.Core.Ports;
using LogPlatform.Core.Rewinds;
using LogPlatform.Core.Slots;

namespace LogPlatform.Postgres.Tests;

/// <summary>The connection breaks at any step of what a gateway does, and the server gets the message of that step or does not.</summary>
public sealed class CutConnectionTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task WhateverIsToldOfAnAppendIsSo(bool isForwarded)
    {
        var direct = await SharedServer.ConnectionStringAsync();
        await using var proxy = new CuttingProxy(direct);
        await using var gateways = new Gateways(proxy.ConnectionString);
        var ports = await gateways.OpenAsync("one", Quiet);
        var told = new List<BatchId> { await AppendedAsync(ports, gateways, 1000) };
        var steps = 0;
        for (var isThrough = false; !isThrough; steps++)
        {
            proxy.CutAt(steps, isForwarded);
            var group = Enumerable.Range(0, 3).Select(i => ports.Journal.AppendAsync(Header(gateways, $"{isForwarded}{steps}.{i}"), new byte[steps + 1], Token).AsTask()).ToList();
            isThrough = !await CutOrDoneAsync(proxy, group);
            proxy.Heal();
            foreach (var result in await Task.WhenAll(group))
            {
                result.Status.ShouldBeOneOf(AppendStatus.Appended, AppendStatus.Unavailable);
                if (result.Status == AppendStatus.Appended)
                {
                    told.Add(result.Id);
                }
            }

            told.Add(await AppendedAsync(ports, gateways, 2000 + steps));
            ports.Journal.Read(default, 1000).Select(entry => entry.Id).ShouldBe(told.Order(), $"step {steps}: what was acknowledged is there, and what was refused is not");
            ports.Journal.AcceptedRecords.ShouldBe(told.Count);
            ports.Journal.Pending.ShouldBe(told.Count);
        }

        steps.ShouldBeGreaterThan(4);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task AUnitIsCommittedOnceThoughTheConnectionBreaksAtAnyStep(bool isForwarded)
    {
        var direct = await SharedServer.ConnectionStringAsync();
        await using var proxy = new CuttingProxy(direct);
        await using var gateways = new Gateways(proxy.ConnectionString);
        var ports = await gateways.OpenAsync("one", Quiet);
        var batch = 1;
        (await ports.Store.CommitAsync(Commit(batch), Token)).ShouldBe(CommitStatus.Committed);
        var steps = 0;
        for (var isThrough = false; !isThrough; steps++)
        {
            batch++;
            proxy.CutAt(steps, isForwarded);
            var status = await ports.Store.CommitAsync(Commit(batch), Token);
            isThrough = !proxy.HasCut;
            proxy.Heal();
            status.ShouldBe(isThrough ? CommitStatus.Committed : CommitStatus.Unavailable, $"step {steps}");
            if (!isThrough)
            {
                (await ports.Store.CommitAsync(Commit(batch), Token)).ShouldBeOneOf(CommitStatus.Committed, CommitStatus.Duplicate);
            }

            ports.Store.IsCommitted(new BatchId(batch)).ShouldBeTrue();
            ports.Store.After(0, 1000).Select(block => block.First.Value).ShouldBe(Enumerable.Range(1, batch).Select(i => (long)i));
            ports.Store.Totals().ShouldHaveSingleItem().Batches.ShouldBe(batch);
        }

        steps.ShouldBeGreaterThan(4);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ARewindIsDoneOrNotThoughTheConnectionBreaksAtAnyStep(bool isForwarded)
    {
        var direct = await SharedServer.ConnectionStringAsync();
        await using var proxy = new CuttingProxy(direct);
        await using var gateways = new Gateways(proxy.ConnectionString);
        var ports = await gateways.OpenAsync("one", Quiet);
        for (var i = 1; i <= 3; i++)
        {
            (await ports.Store.CommitAsync(Unit(Blue, i, (2, 1, 0)), Token)).ShouldBe(CommitStatus.Committed);
        }

        SlotPointer from = Blue;
        var steps = 0;
        for (var isThrough = false; !isThrough; steps++)
        {
            var to = Pointer(Color.Green, from.Generation.Value + 1, "r2");
            var rewind = new RewindId(steps + 1);
            foreach (var unit in ports.Store.UnitsOf(from.Generation))
            {
                await StagedAsync(ports, rewind, unit, Unit(to, unit.Tallies[0].Id.Value, (2, 1, 0)));
            }

            proxy.CutAt(steps, isForwarded);
            try
            {
                await ports.Store.SupersedeAsync(rewind, Token);
                isThrough = !proxy.HasCut;
            }
            catch (IOException)
            {
                proxy.HasCut.ShouldBeTrue();
            }

            proxy.Heal();
            ports.Store.After(0, 100).Select(block => block.Pointer).Distinct().ShouldHaveSingleItem().ShouldBeOneOf(from, to);
            (await ports.Store.SupersedeAsync(rewind, Token)).Units.ShouldBe(3, "Whoever did not hear the answer asks again.");
            ports.Store.After(0, 100).ShouldAllBe(block => block.Pointer == to);
            ports.Store.List(0, 100).Count.ShouldBe(3);
            ports.Store.Totals().Where(totals => totals.Batches != 0).ShouldHaveSingleItem().ShouldBe(new Core.Ledger.GenerationTotals(to.Generation, to.Release, 3, 6, 3, 0));
            from = to;
        }

        steps.ShouldBeGreaterThan(4);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ATakeOverIsDoneOrNotThoughTheConnectionBreaksAtAnyStep(bool isForwarded)
    {
        var direct = await SharedServer.ConnectionStringAsync();
        await using var proxy = new CuttingProxy(direct);
        await using var dead = new Gateways(direct);
        var steps = 0;
        for (var isThrough = false; !isThrough; steps++)
        {
            var lost = await dead.OpenAsync($"dead{steps}", Quiet);
            var batch = await AppendedAsync(lost, dead, steps);
            await using var gateways = new Gateways(proxy.ConnectionString, dead.Schema);
            var heir = await gateways.OpenAsync($"heir{steps}", Quiet);
            proxy.CutAt(steps, isForwarded);
            _ = await heir.Journal.TakeOverAsync(TimeSpan.Zero);
            isThrough = !proxy.HasCut;
            proxy.Heal();

            // The one that took over has it when it finds its way back, whether or not it heard that it had taken over.
            while (heir.Journal.Pending == 0)
            {
                await heir.Journal.TakeOverAsync(TimeSpan.Zero);
                await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, Token);
            }

            heir.Journal.Dispatch.Read(default, 100).Select(entry => entry.Id).ShouldContain(batch, $"step {steps}");
            heir.Journal.Pending.ShouldBe(steps + 1, "With what the others took over before.");
        }

        steps.ShouldBeGreaterThan(3);
    }

    // Heartbeats would be steps of their own.
    private static void Quiet(PostgresOptions options) => (options.Heartbeat, options.Poll) = (TimeSpan.FromMinutes(1), TimeSpan.FromMilliseconds(10));

    // The first attempt may find that the connection is gone.
    private static async Task StagedAsync(PostgresPorts ports, RewindId rewind, CommittedUnit unit, Commit commit)
    {
        var status = await ports.Store.StageAsync(rewind, unit, commit, Token);
        if (status == CommitStatus.Unavailable)
        {
            status = await ports.Store.StageAsync(rewind, unit, commit, Token);
        }

        status.ShouldBe(CommitStatus.Committed);
    }

    private static async Task<bool> CutOrDoneAsync(CuttingProxy proxy, List<Task<AppendResult>> group)
    {
        var all = Task.WhenAll(group);
        while (!all.IsCompleted && !proxy.HasCut)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, Token);
        }

        return proxy.HasCut;
    }

    private static BatchHeader Header(Gateways gateways, string key) =>
        new() { Format = BatchFormat.Ndjson, ReceivedUnixNano = gateways.Time.NowUnixNano, RecordCount = 1, IdempotencyKey = key };

    // Until it is taken: after a cut the gateway has to find its way back first.
    private static async Task<BatchId> AppendedAsync(PostgresPorts ports, Gateways gateways, int seed)
    {
        while (true)
        {
            var result = await ports.Journal.AppendAsync(Header(gateways, $"last{seed}"), new byte[10], Token);
            if (result.Status == AppendStatus.Appended)
            {
                return result.Id;
            }

            result.Status.ShouldBe(AppendStatus.Unavailable);
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, Token);
        }
    }
}
