using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Validation;
using LogPlatform.Gateway.Mirror;
using Microsoft.Extensions.Logging;

namespace LogPlatform.Gateway.Validation;

/// <summary>Recorded traffic for a stage whose live traffic is not enough. Of all gateways one replays.</summary>
internal sealed partial class StageReplay(StageServices services, RolloutState deployment, CheckStage stage, StageCollector collector, IStageChecks checks, ILogger logger)
{
    private readonly ILogger _logger = logger;
    private readonly TimeProvider _time = services.Time;
    private readonly ReplayLoop _replay = new(
        new ReplayFeed(services.Journal, services.Grouping, services.Options.ReplayWindow, services.Time),
        collector.Pairing,
        collector.WarmUp,
        services.Options,
        collector.Pairs,
        services.Time);

    /// <summary>Warms the candidate up, and replays what is missing until <paramref name="stop"/>.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        var startedAt = _time.GetTimestamp();
        await _replay.WarmUpAsync(collector.UnitsAtOnce, stop);
        var topUp = stage == CheckStage.Validation && CheckPlan.Of(deployment.Strategy, stage).Contains(CheckNames.Throughput)
            ? _replay.TopUpAsync(() => collector.WarmUp.IsOver && NeedsLoad, MissingLoad, collector.UnitsAtOnce, stop)
            : Task.CompletedTask;
        await Task.WhenAll(topUp, SampleAsync(startedAt, stop));
    }

    private bool NeedsLoad => checks.Reports.Any(report => report is { Verdict: Verdict.Inconclusive, Check: CheckNames.Throughput });

    private bool NeedsSamples => checks.Reports.Any(report => report.Verdict == Verdict.Inconclusive && (EvidenceKindsOfChecks.Of(report.Check) & EvidenceKinds.Traffic) != 0);

    private double MissingLoad(double surplus)
    {
        var factor = deployment.Strategy.HeadRoom * surplus;
        return collector.MissingFor(factor) + checks.Others.MissingFor(factor);
    }

    private async Task SampleAsync(long startedAt, CancellationToken stop)
    {
        bool IsWanted() => collector.WarmUp.IsOver && NeedsSamples && IsThin(_time.GetElapsedTime(startedAt));
        if (!await _replay.SampleAsync(IsWanted, stop))
        {
            LogReplayHalted(deployment.Id.Value);
        }
    }

    // Whether live units alone would take too long to be enough samples.
    private bool IsThin(TimeSpan elapsed) =>
        IsQuiet || collector.Mirror.LiveUnits + checks.Others.Mirror.LiveUnits < deployment.Strategy.MinUnits * Math.Min(1, elapsed / services.Options.SamplePace);

    private bool IsQuiet => collector.Intake.IsQuietFor(services.Options.ReplayAfter)
        && (checks.Others.LiveSeenAt is not { } seenAt || _time.GetElapsedTime(seenAt) >= services.Options.ReplayAfter);

    [LoggerMessage(EventId = 2453, EventName = "ReplayHalted", Level = LogLevel.Warning, Message = "Deployment {Deployment}: the baseline gave no answer to a recorded unit; no more of them are sent through it")]
    private partial void LogReplayHalted(long deployment);
}
