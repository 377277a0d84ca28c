using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Slots;
using LogPlatform.Gateway.Control;
using LogPlatform.Gateway.Deployments;
using static LogPlatform.Gateway.Tests.Deployments.MemoryCatalogOfReleases;

namespace LogPlatform.Gateway.Tests.Deployments;

public sealed class DeploymentLedgerReaderTests
{
    private static readonly SlotPointer Before = new(Color.Blue, new Generation(4), R1);
    private static readonly SlotPointer Switched = new(Color.Green, new Generation(5), R2);
    private static readonly RolloutState State = Rollout.Start(new DeployRequest(R2, new Strategy()), new DeploymentId(1), Before, "ann", DateTimeOffset.UnixEpoch).State
        with
    { Switched = Switched };

    [Fact]
    public void ItBeginsWithTheGenerationThatServedWhenTheDeploymentBegan() =>
        Draw([Line(3), Line(4), Line(5)]).Select(line => line.Generation.Value).ShouldBe([4, 5]);

    [Fact]
    public void AGenerationWithoutRecordsHasALine()
    {
        var lines = Draw([Line(4)]);
        lines.Select(line => (line.Generation.Value, line.Totals.Release, line.Accepted)).ShouldBe([(4, R1, 10), (5, R2, 0)]);
    }

    [Fact]
    public void AGenerationIsSealedWhenItEndedAndHasNothingInFlight()
    {
        Draw([Line(4), Line(5)]).Select(line => line.IsSealed).ShouldBe([true, false]);
        Draw([Line(4, inFlight: 3), Line(5)]).Select(line => (line.IsSealed, line.Accepted)).ShouldBe([(false, 13), (false, 10)]);
    }

    [Fact]
    public void ItBalancesWhenTheAccountOfAllRecordsDoes() =>
        DeploymentLedgerReader.Draw(Report([Line(4)], balanced: false), State, Before.Generation, Switched, DateTimeOffset.UnixEpoch).IsBalanced.ShouldBeFalse();

    private static IReadOnlyList<Core.Ledger.GenerationAccount> Draw(IReadOnlyList<GenerationLedger> lines) =>
        DeploymentLedgerReader.Draw(Report(lines, balanced: true), State, Before.Generation, Switched, DateTimeOffset.UnixEpoch).Generations;

    private static LedgerReport Report(IReadOnlyList<GenerationLedger> lines, bool balanced) => new(lines, 0, 0, 0, 0, 0, balanced);

    private static GenerationLedger Line(long generation, long inFlight = 0) => new(generation, generation == 5 ? "r2" : "r1", 1, 7, 2, 1, inFlight);
}
