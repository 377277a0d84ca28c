using LogPlatform.Core.Rehearsals;
using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Slots;
using LogPlatform.Core.Validation;
using LogPlatform.Standalone.Tests.Processes;

namespace LogPlatform.Standalone.Tests.Deployments;

/// <summary>Releases that were good as long as they were looked at, and go bad while they serve.</summary>
public sealed class ServingFaultTests : IDisposable
{
    private const string Spoiled = "run = live and body = \"spoiled on purpose\"";

    private readonly TemporaryFolder _folder = new();

    private string Marker => Path.Combine(_folder.Path, "marker");

    private string Release => Path.Combine(_folder.Path, "release");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task AReleaseThatDegradesAfterTheSwitchIsRolledBackAndARewindRepairsItsRecords()
    {
        await using var platform = await StandaloneProcess.StartAsync(Path.Combine(_folder.Path, "data"), "--open");
        await using var traffic = LiveTraffic.Start(platform);
        var api = new DeploymentApi(platform);
        var before = await api.PointerAsync();
        var bad = await api.CreateFaultyAsync(new { marker = Marker, changeOneIn = 2 });
        var started = await api.DeployAsync(bad, DeploymentApi.Quick with { BakeTime = TimeSpan.FromMinutes(5), BakeLimit = TimeSpan.FromMinutes(5) });
        await api.UntilAsync(started.Id, RolloutPhase.Baking);
        await traffic.WaitForAsync(200);
        await File.WriteAllTextAsync(Marker, string.Empty, TestContext.Current.CancellationToken);

        var state = await api.UntilAsync(started.Id, RolloutPhase.RolledBack);
        state.Outcome.ShouldNotBeNull().ShouldStartWith("rolled back: output-diff failed");
        state.Outcome!.ShouldContain("field body changes in");
        state.RollbackTiming.ShouldNotBeNull();
        state.Ledger.ShouldNotBeNull().IsBalanced.ShouldBeTrue();
        state.Checks.Single(report => report is { Check: CheckNames.OutputDiff, Stage: CheckStage.Bake }).Verdict.ShouldBe(Verdict.Fail);
        var pointer = before with { Generation = new Generation(3) };
        (await api.PointerAsync()).ShouldBe(pointer);
        await traffic.WaitForAsync(200);
        (await platform.ExportAsync(Spoiled)).ShouldNotBeEmpty("what was stored before the rollback is as the bad release made it");

        var rewind = await api.RewindAsync(state.Switched.ShouldNotBeNull().Generation);
        rewind.Phase.ShouldBe(JobPhase.Succeeded, rewind.Failure);
        rewind.By.ShouldBe(pointer);
        var superseded = rewind.Superseded.ShouldNotBeNull();
        superseded.RecordsAfter.ShouldBe(superseded.RecordsBefore);
        (await platform.ExportAsync(Spoiled)).ShouldBeEmpty();
        await traffic.VerifyAsync(platform);
        await api.AuditIsIntactAsync();
    }

    [Fact]
    public async Task WhatHangsAtAForcedDrainIsStoredByTheNextReleaseAndItsLateAnswerIsNot()
    {
        await using var platform = await StandaloneProcess.StartWithAsync(
            Path.Combine(_folder.Path, "data"),
            new Dictionary<string, string> { ["LogPlatform__Slots__UnitLimit"] = "00:03:00" },
            "--open", "--control-port", "0", "--otlp-port", "0", "--syslog-port", "0");
        await using var traffic = LiveTraffic.Start(platform);
        var api = new DeploymentApi(platform);
        var good = await api.PointerAsync();
        var late = await api.DeployAsync(await api.CreateFaultyAsync(new { marker = Marker, lateUntil = Release }));
        await api.UntilAsync(late.Id, RolloutPhase.Succeeded);
        var serving = await api.PointerAsync();
        var strategy = DeploymentApi.Quick with { AutoPromote = false, DrainLimit = TimeSpan.FromMilliseconds(200), BakeTime = TimeSpan.Zero };
        var back = await api.DeployAsync(good.Release.Name, strategy);
        await api.UntilAsync(back.Id, RolloutPhase.AwaitingApproval);
        await File.WriteAllTextAsync(Marker, string.Empty, TestContext.Current.CancellationToken);
        await Polling.UntilAsync("every worker of the old release holds what it was given", async () => (await platform.GetAsync("api/v1/ledger")).GetProperty("waiting").GetInt64() > 1000);

        await api.CommandAsync(back.Id, "approve");
        var draining = await api.UntilAsync(back.Id, "has a drain that is overdue", state => state.IsDrainOverdue);
        draining.Phase.ShouldBe(RolloutPhase.Draining);
        draining.Timeline[^1].Message.ShouldStartWith("generation 2 is not drained within 200 ms");
        (await platform.GetAsync("api/v1/alarms")).ToString().ShouldContain("drain-overdue");
        await Polling.UntilAsync("the new release stores what comes in, whatever the old one holds on to", async () => (await CommittedAsync(platform, serving.Generation.Next)) > 0);
        await api.CommandAsync(back.Id, "force-drain", "it hangs");

        // The old release still holds on to what it was given, and nobody waits for it.
        var forced = await api.UntilAsync(back.Id, RolloutPhase.Succeeded);
        forced.Timeline.ShouldContain(entry => entry.Message == "generation 2 is not waited for any longer: it hangs");
        var closed = (await api.UntilAsync(back.Id, "has its ledger", state => state.Ledger is not null)).Ledger!;
        closed.Generations.Single(account => account.Generation == serving.Generation).InFlight.ShouldBe(0);
        await traffic.StopAsync();
        await platform.SettleAsync();
        await File.WriteAllTextAsync(Release, string.Empty, TestContext.Current.CancellationToken);

        await traffic.VerifyAsync(platform);
        (await api.PointerAsync()).ShouldBe(good with { Generation = serving.Generation.Next });
        (await api.StateAsync(back.Id)).Ledger.ShouldNotBeNull().IsBalanced.ShouldBeTrue();
        await api.AuditIsIntactAsync();
    }

    private static async Task<long> CommittedAsync(StandaloneProcess platform, Generation generation) => (await platform.GetAsync("api/v1/ledger"))
        .GetProperty("generations").EnumerateArray()
        .Where(line => line.GetProperty("generation").GetInt64() == generation.Value)
        .Sum(line => line.GetProperty("committed").GetInt64());
}
