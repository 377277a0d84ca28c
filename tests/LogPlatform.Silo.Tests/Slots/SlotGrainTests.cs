using LogPlatform.Contracts.Processing;
using LogPlatform.Silo.Slots;
using LogPlatform.Silo.Tests.Units;
using Microsoft.Extensions.DependencyInjection;

namespace LogPlatform.Silo.Tests.Slots;

/// <summary>A release reaches every silo of its slot, or the report says which has it not and why (invariant 11).</summary>
public sealed class SlotGrainTests
{
    [Fact]
    public async Task EverySiloReportsTheReleaseThatWasLoaded()
    {
        var release = Releases.Marking("1");
        await using var cluster = await ColorCluster.StartAsync();
        (await cluster.Slot.ReportAsync()).Release.ShouldBeNull();

        var loaded = await cluster.Slot.LoadAsync(release);

        foreach (var report in new[] { loaded, await cluster.Slot.ReportAsync(), await cluster.Slot.LoadAsync(release) })
        {
            report.Release.ShouldBe("1");
            report.Silos.Select(silo => silo.Name).ShouldBe(cluster.Silos.Select(silo => silo.Name).Order(StringComparer.Ordinal));
            report.Silos.ShouldAllBe(silo => silo.Release == "1" && silo.Configuration == release.Configuration && silo.Refusal == "" && silo.Artifact == "1.0" && silo.Concurrency == 2);
            report.Silos.ShouldAllBe(silo => silo.ProcessId == Environment.ProcessId && silo.ResidentBytes > 0 && silo.CpuSeconds > 0);
        }
    }

    [Fact]
    public async Task AReleaseOfRulesOnlyChangesWhatIsProcessedOnEverySilo()
    {
        var (one, two) = (Releases.Marking("1"), Releases.Marking("2"));
        await using var cluster = await ColorCluster.StartAsync();
        await cluster.Slot.LoadAsync(one);
        (await cluster.Processor.ProcessAsync(Requests.OneRecord(one))).FirstRecord().ShouldContain("\"made_by\":\"1\"");

        var report = await cluster.Slot.LoadAsync(two);

        report.Silos.ShouldAllBe(silo => silo.Release == "2" && silo.Configuration == two.Configuration);
        var answers = await Task.WhenAll(Enumerable.Range(1, 20).Select(number => cluster.Processor.ProcessAsync(Requests.OneRecord(two, number))));
        answers.Select(answer => answer.Node).Distinct().Count().ShouldBe(2);
        answers.ShouldAllBe(answer => answer.FirstRecord().Contains("\"made_by\":\"2\""));
        (await cluster.Processor.ProcessAsync(Requests.OneRecord(one))).Status.ShouldBe(UnitStatus.UnknownConfiguration);
    }

    [Fact]
    public async Task ASiloThatJoinsLaterLoadsWhatTheOthersHave()
    {
        var (slot, aside) = (Releases.Marking("1"), Releases.Marking("2"));
        await using var cluster = await ColorCluster.StartAsync(1);
        await cluster.Slot.LoadAsync(slot);
        await cluster.Slot.LoadAsideAsync(aside, "one");

        await cluster.JoinAsync();

        await ColorCluster.UntilAsync("both silos have both", async () =>
            (await cluster.Slot.ReportAsync()).Silos is { Length: 2 } silos && silos.All(silo => silo.Release == "1" && silo.Asides.SequenceEqual([aside.Configuration])));
    }

    [Fact]
    public async Task ASiloOfAnotherBuildRefusesTheReleaseAndSaysSo()
    {
        await using var cluster = await ColorCluster.StartAsync(1);
        cluster.Artifact = "0.9";
        await cluster.JoinAsync();

        await ColorCluster.UntilAsync("both are members", async () => (await cluster.Slot.ReportAsync()).Silos.Length == 2);
        var report = await cluster.Slot.LoadAsync(Releases.Marking("1"));

        report.Silos.Single(silo => silo.Artifact == "1.0").Release.ShouldBe("1");
        var other = report.Silos.Single(silo => silo.Artifact == "0.9");
        other.Release.ShouldBeNull();
        other.Configuration.ShouldBeNull();
        other.ReadySeconds.ShouldBe(0);
        other.Refusal.ShouldBe("release 1 is for build 1.0; this silo runs build 0.9");
    }

    [Fact]
    public async Task RulesThatCompileToAnotherFingerprintAreRefused()
    {
        await using var cluster = await ColorCluster.StartAsync();
        var release = Releases.Marking("1");

        var report = await cluster.Slot.LoadAsync(release with { Configuration = new string('0', 64) });

        report.Release.ShouldBe("1");
        report.Silos.Length.ShouldBe(2);
        report.Silos.ShouldAllBe(silo => silo.Release == null && silo.Refusal == $"the rules of release 1 compile to fingerprint {release.Configuration}, not {new string('0', 64)}");
        (await cluster.Processor.ProcessAsync(Requests.OneRecord(release))).Status.ShouldBe(UnitStatus.UnknownConfiguration);
    }

    [Fact]
    public async Task RulesThatDoNotCompileAreRefusedAndTheReleaseBeforeStays()
    {
        await using var cluster = await ColorCluster.StartAsync();
        var good = Releases.Marking("1");
        await cluster.Slot.LoadAsync(good);

        var report = await cluster.Slot.LoadAsync(good with { Release = "2", Rules = "version: 1\nrules:\n  - drip: true\n" });

        report.Release.ShouldBe("2");
        report.Silos.Length.ShouldBe(2);
        report.Silos.ShouldAllBe(silo => silo.Release == "1" && silo.Refusal.StartsWith("the rules of release 2 do not compile: (3,5)"));
        (await cluster.Processor.ProcessAsync(Requests.OneRecord(good))).FirstRecord().ShouldContain("\"made_by\":\"1\"");
    }

    [Fact]
    public async Task WhatIsLoadedAsideIsProcessedUntilItIsUnloaded()
    {
        var (slot, aside) = (Releases.Marking("1"), Releases.Marking("2"));
        await using var cluster = await ColorCluster.StartAsync();
        await cluster.Slot.LoadAsync(slot);

        var report = await cluster.Slot.LoadAsideAsync(aside, "one");

        report.Release.ShouldBe("1");
        report.Silos.Length.ShouldBe(2);
        report.Silos.ShouldAllBe(silo => silo.Release == "1" && silo.Asides.Single() == aside.Configuration && silo.AsideRefusal == "");
        (await cluster.Processor.ProcessAsync(Requests.OneRecord(aside))).FirstRecord().ShouldContain("\"made_by\":\"2\"");
        (await cluster.Processor.ProcessAsync(Requests.OneRecord(slot))).FirstRecord().ShouldContain("\"made_by\":\"1\"");

        await cluster.Slot.UnloadAsideAsync(aside.Configuration, "one");
        (await cluster.Processor.ProcessAsync(Requests.OneRecord(aside))).Status.ShouldBe(UnitStatus.UnknownConfiguration);
        (await cluster.Processor.ProcessAsync(Requests.OneRecord(slot))).FirstRecord().ShouldContain("\"made_by\":\"1\"");
    }

    [Fact]
    public async Task WhatTwoUseAsideStaysUntilBothAreDone()
    {
        var aside = Releases.Marking("2");
        await using var cluster = await ColorCluster.StartAsync();
        await cluster.Slot.LoadAsideAsync(aside, "one");
        await cluster.Slot.LoadAsideAsync(aside, "other");

        await cluster.Slot.UnloadAsideAsync(aside.Configuration, "one");
        await cluster.Slot.UnloadAsideAsync(aside.Configuration, "one");

        (await cluster.Processor.ProcessAsync(Requests.OneRecord(aside))).FirstRecord().ShouldContain("\"made_by\":\"2\"");
        await cluster.ForgetSlotGrainAsync();
        await cluster.Slot.UnloadAsideAsync(aside.Configuration, "other");
        (await cluster.Processor.ProcessAsync(Requests.OneRecord(aside))).Status.ShouldBe(UnitStatus.UnknownConfiguration);
    }

    [Fact]
    public async Task WhoComesBackAfterACrashLetsGoWhatItLeftBehind()
    {
        var (left, next) = (Releases.Marking("2"), Releases.Marking("3"));
        await using var cluster = await ColorCluster.StartAsync(1);
        await cluster.Slot.LoadAsideAsync(left, "one");

        var silo = (await cluster.Slot.LoadAsideAsync(next, "one")).Silos.ShouldHaveSingleItem();

        silo.Asides.ShouldBe([next.Configuration]);
    }

    [Fact]
    public async Task WhatIsRefusedAsideLeavesTheSlotUnblamed()
    {
        await using var cluster = await ColorCluster.StartAsync(1);
        await cluster.Slot.LoadAsync(Releases.Marking("1"));

        var silo = (await cluster.Slot.LoadAsideAsync(Releases.Marking("2") with { Artifact = "9" }, "one")).Silos.ShouldHaveSingleItem();

        silo.Refusal.ShouldBeEmpty();
        silo.Asides.ShouldBeEmpty();
        silo.AsideRefusal.ShouldBe("release 2 is for build 9; this silo runs build 1.0");
    }

    [Fact]
    public async Task BeyondEightTheOldestAsideIsForgotten()
    {
        await using var cluster = await ColorCluster.StartAsync(1);
        var releases = Enumerable.Range(1, 9).Select(number => Releases.Marking($"{number}")).ToList();
        foreach (var release in releases)
        {
            await cluster.Slot.LoadAsideAsync(release, release.Release);
        }

        (await cluster.Slot.ReportAsync()).Silos.ShouldHaveSingleItem().Asides.ShouldBe(releases.Skip(1).Select(release => release.Configuration));
    }

    [Fact]
    public async Task AClearedSlotProcessesNothing()
    {
        var release = Releases.Marking("1");
        await using var cluster = await ColorCluster.StartAsync();
        await cluster.Slot.LoadAsync(release);

        await cluster.Slot.ClearAsync();

        var report = await cluster.Slot.ReportAsync();
        report.Release.ShouldBeNull();
        report.Silos.ShouldAllBe(silo => silo.Release == null && silo.Configuration == null && silo.Refusal == "" && silo.ReadySeconds == 0);
        (await cluster.Processor.ProcessAsync(Requests.OneRecord(release))).Status.ShouldBe(UnitStatus.UnknownConfiguration);
    }

    [Fact]
    public async Task TheSlotRemembersItsReleaseWhenItsGrainIsGone()
    {
        await using var cluster = await ColorCluster.StartAsync(1);
        await cluster.Slot.LoadAsync(Releases.Marking("1"));

        await cluster.ForgetSlotGrainAsync();

        (await cluster.Slot.ReportAsync()).Release.ShouldBe("1");
        (await cluster.Slot.LoadAsync(Releases.Marking("2"))).Silos.ShouldHaveSingleItem().Release.ShouldBe("2");
    }

    [Fact]
    public async Task ASiloThatDoesNotAnswerIsMissingInTheReportAndLoadsByItself()
    {
        await using var cluster = await ColorCluster.StartAsync();
        var (silent, other) = (cluster.Silos[1], cluster.Silos[0]);
        cluster.Silence(silent);

        (await cluster.Slot.LoadAsync(Releases.Marking("1"))).Silos.ShouldHaveSingleItem().Name.ShouldBe(other.Name);
        (await cluster.Slot.ReportAsync()).Silos.ShouldHaveSingleItem().Name.ShouldBe(other.Name);

        var loaded = silent.ServiceProvider.GetRequiredService<LoadedConfigurations>();
        await ColorCluster.UntilAsync("the silent silo has asked", () => Task.FromResult(loaded.Current.Slot?.Configuration.Release == "1"));
    }

    [Fact]
    public async Task WorkGoesOnWhenASiloIsKilled()
    {
        var release = Releases.Marking("1");
        await using var cluster = await ColorCluster.StartAsync(3);
        await cluster.Slot.LoadAsync(release);
        var killed = cluster.Silos[^1];
        var number = 0;
        using var stop = new CancellationTokenSource();
        var sender = SendAsync();

        await cluster.KillAsync(killed);

        await ColorCluster.UntilAsync("the report is without the killed silo", async () => (await cluster.Slot.ReportAsync()).Silos is { Length: 2 } silos && silos.All(silo => silo.Name != killed.Name));
        var sent = Volatile.Read(ref number);
        await ColorCluster.UntilAsync("a hundred units more are answered", () => Task.FromResult(Volatile.Read(ref number) > sent + 100));
        await stop.CancelAsync();
        await sender;

        async Task SendAsync()
        {
            while (!stop.IsCancellationRequested)
            {
                try
                {
                    (await cluster.Processor.ProcessAsync(Requests.OneRecord(release, number))).FirstRecord().ShouldContain($"order {number} placed");
                }
                catch (Exception error) when (error is OrleansException or TimeoutException)
                {
                    // A unit that was on the silo is sent again, as the dispatcher does.
                    continue;
                }

                Interlocked.Increment(ref number);
            }
        }
    }
}
