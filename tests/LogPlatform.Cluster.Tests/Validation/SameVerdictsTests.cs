using FsCheck.Fluent;
using LogPlatform.Cluster.Validation;
using LogPlatform.Contracts.Validation;
using LogPlatform.Core.Slots;
using LogPlatform.Core.Validation;
using LogPlatform.Core.Validation.Checks;
using LogPlatform.Core.Validation.Diff;
using LogPlatform.Gateway.Validation;

namespace LogPlatform.Cluster.Tests.Validation;

/// <summary>Checks in grains say what checks in the process say of the same evidence, whichever gateway collected it.</summary>
public sealed class SameVerdictsTests
{
    private static readonly string[] Services = ["auth", "shop"];
    private static readonly string[] Bodies = ["x", "y"];

    [Fact]
    public async Task ChecksInGrainsSayWhatChecksInTheProcessSay()
    {
        await using var cluster = await ControlCluster.StartAsync();
        var number = 0L;
        var verdicts = new HashSet<(string, Verdict)>();

        // The first ones are always the same, so that every verdict is sure to be among them.
        foreach (var seed in Enumerable.Range(1, 30).Concat(Gen.Choose(0, int.MaxValue).Sample(10)))
        {
            await SameAsync(cluster, ++number, new Random(seed), verdicts);
        }

        // What never had a verdict would show nothing.
        foreach (var check in new[] { CheckNames.Errors, CheckNames.OutputDiff, CheckNames.Readiness, CheckNames.KnownAnswers, CheckNames.BackwardRead })
        {
            verdicts.Where(verdict => verdict.Item1 == check).Select(verdict => verdict.Item2).ShouldBe([Verdict.Pass, Verdict.Fail, Verdict.Inconclusive], ignoreOrder: true, check);
        }

        verdicts.ShouldContain((CheckNames.Latency, Verdict.Pass));
        verdicts.ShouldContain((CheckNames.Throughput, Verdict.Pass));
    }

    private static async Task SameAsync(ControlCluster cluster, long number, Random random, HashSet<(string, Verdict)> verdicts)
    {
        var cancel = TestContext.Current.CancellationToken;
        var deployment = Stages.Deployment(number, Stages.Strategy with { MinUnits = random.Next(1, 40), DiffTolerance = random.Next(2) * 0.2 });
        await using var here = new StageChecks(deployment, CheckStage.Validation, Stages.Candidate);
        await using var lead = cluster.Lead(deployment);
        await lead.BeginAsync(cancel);
        await lead.DrawAsync(Look(new Random(1), null), cancel);
        await here.DrawAsync(Look(new Random(1), null), cancel);
        var other = cluster.Follow(deployment);
        var attempt = (await cluster.Grains.GetGrain<IStageGrain>(0).FollowAsync(null)).Order.ShouldNotBeNull().Attempt;
        var (isBad, load) = (random.Next(2) == 0, default(MirrorLoad));
        for (var steps = random.Next(2, 8); steps > 0; steps--)
        {
            // What the other gateway sends comes before what the leader sends when it draws.
            Collect(random.Next(), isBad, here, other);
            await other.SendAsync(other.Take(), attempt, cancel);
            Collect(random.Next(), isBad, here, lead);
            var name = random.Next(2) == 0 ? "one" : "two";
            var answer = new AnswerResult(name, isBad && random.Next(8) == 0 ? ["another body"] : []);
            here.Observe(answer);
            lead.Observe(answer);

            load = Load(random, load);
            var seed = random.Next();
            var told = await lead.DrawAsync(Look(new Random(seed), load, isBad), cancel);
            var expected = await here.DrawAsync(Look(new Random(seed), load, isBad), cancel);
            Text(told).ShouldBe(Text(expected));
            Text(lead.Reports).ShouldBe(Text(here.Reports));
            verdicts.UnionWith(here.Reports.Select(report => (report.Check, report.Verdict)));
        }
    }

    private static string Text(IReadOnlyList<CheckReport> reports) => System.Text.Encoding.UTF8.GetString(EvidenceMessages.Json(reports)).Replace("},{\"check\"", "},\n{\"check\"", StringComparison.Ordinal);

    // The same units for both, seen one after the other.
    private static void Collect(int seed, bool isBad, params IUnitEvidence[] places)
    {
        foreach (var place in places)
        {
            var random = new Random(seed);
            for (var units = random.Next(12); units > 0; units--)
            {
                place.Observe(() =>
                {
                    if (random.Next(3) == 0)
                    {
                        Compare(random, isBad, place.Differences, DiffRun.Noise);
                    }

                    place.Differences.CountEqual(DiffRun.Candidate, "auth", 20);
                    Compare(random, isBad, place.Differences, DiffRun.Candidate);
                    return Unit(random, isBad);
                });
            }
        }
    }

    private static ComparedUnit Unit(Random random, bool isBad)
    {
        var hasFailed = isBad && random.Next(10) == 0;
        return new ComparedUnit(
            new PairedUnit
            {
                Records = 30,
                Baseline = Side(random),
                Candidate = hasFailed ? null : Side(random),
                Failure = hasFailed ? "it fell over" : null,
                NewlyQuarantined = isBad && !hasFailed ? random.Next(3) : 0,
                NoLongerQuarantined = random.Next(2),
                IsReadable = !isBad || random.Next(20) > 0,
                IsReplayed = random.Next(2) == 0,
            },
            IsEqual: false,
            IsOutputCompared: random.Next(4) > 0,
            IsMeasured: random.Next(6) > 0);
    }

    private static UnitSide Side(Random random) => new(TimeSpan.FromMicroseconds(random.Next(9000, 11000)), TimeSpan.FromMicroseconds(random.Next(4000, 5000)), random.Next(1, 30), 0, 1);

    private static void Compare(Random random, bool isBad, DiffAggregate differences, DiffRun run)
    {
        var (before, after) = (new Core.Tests.Validation.Diff.DiffSample(), new Core.Tests.Validation.Diff.DiffSample());
        for (var records = 0; records < 2; records++)
        {
            var service = Services[random.Next(2)];
            before.KeepOf(service, "x");
            after.KeepOf(service, isBad && run == DiffRun.Candidate ? Bodies[random.Next(2)] : "x");
        }

        new RecordDiff().Compare(before.Batch, after.Batch, differences, run);
    }

    private static MirrorLoad Load(Random random, MirrorLoad? before) => new()
    {
        Elapsed = (before?.Elapsed ?? TimeSpan.Zero) + TimeSpan.FromSeconds(random.Next(1, 6)),
        LiveRecords = (before?.LiveRecords ?? 0) + 1000,
        OfferedRecords = (before?.OfferedRecords ?? 0) + 1200,
        CompletedRecords = (before?.CompletedRecords ?? 0) + 1200,
        CompletedUnits = (before?.CompletedUnits ?? 0) + random.Next(20),
        Busy = (before?.Busy ?? TimeSpan.Zero) + TimeSpan.FromMilliseconds(random.Next(1, 900)),
        Lag = TimeSpan.FromMilliseconds(random.Next(100)),
        Nodes = 2,
    };

    private static StageLook Look(Random random, MirrorLoad? load, bool isBad = false)
    {
        var node = Stages.Node with { ResidentBytes = random.Next(90, 110) << 20, Restarts = isBad ? random.Next(5) : 0 };
        NodeReport[] candidate = random.Next(5) == 0 ? [node with { State = NodeState.Starting, Release = default, Configuration = default, ProcessId = null }] : [node];
        return new StageLook([Stages.Node with { Name = "blue-1" }], candidate, load, IsWarm: true, MirrorStatus.None);
    }
}
