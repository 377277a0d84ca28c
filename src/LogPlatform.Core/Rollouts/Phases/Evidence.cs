using System.Globalization;
using LogPlatform.Core.Rollouts.Events;
using LogPlatform.Core.Validation;

namespace LogPlatform.Core.Rollouts.Phases;

/// <summary>What the checks of a stage have said so far, and what it amounts to.</summary>
internal static class Evidence
{
    /// <summary>Keeps a report; the very same state when it says nothing new, or is of a check that is not part of the stage.</summary>
    public static RolloutState Take(RolloutState state, CheckReported happening, CheckStage stage, DateTimeOffset now)
    {
        var report = happening.Report;
        var before = Find(state, report.Check, stage);
        if (report.Stage != stage || report.Verdict == Verdict.None || report.Equals(before) || !CheckPlan.Of(state.Strategy, stage).Contains(report.Check))
        {
            return state;
        }

        var taken = state with
        {
            Checks = before is null ? [.. state.Checks, report] : [.. state.Checks.Select(other => ReferenceEquals(other, before) ? report : other)],
            IsNotReversible = state.IsNotReversible || IsBarrierToReturn(state, report),
        };
        var isNews = before is null ? report.Verdict != Verdict.Inconclusive : report.Verdict != before.Verdict;
        return isNews ? taken.Tell(Rollout.Controller, Sentence(state, report), now) : taken;
    }

    /// <summary>The required checks that fail. Not among them: output that cannot be read after a rollback, which asks for an approval instead.</summary>
    public static IReadOnlyList<CheckReport> Failing(RolloutState state, CheckStage stage) =>
    [
        .. CheckPlan.RequiredOf(state.Strategy, stage)
            .Select(check => Find(state, check, stage))
            .OfType<CheckReport>()
            .Where(report => report.Verdict == Verdict.Fail && !IsBarrierToReturn(state, report)),
    ];

    /// <summary>The required checks that have yet to pass.</summary>
    public static IReadOnlyList<string> Open(RolloutState state, CheckStage stage) =>
    [
        .. CheckPlan.RequiredOf(state.Strategy, stage).Where(check =>
            Find(state, check, stage) is not { } report || (report.Verdict != Verdict.Pass && !IsBarrierToReturn(state, report))),
    ];

    /// <summary>The checks that have yet to pass, each with how far it is.</summary>
    public static string Progress(RolloutState state, CheckStage stage) =>
        string.Join(", ", Open(state, stage).Select(check => $"{check} ({Samples(Find(state, check, stage))})"));

    /// <summary>Why the checks end a deployment, as a clause.</summary>
    public static string Reasons(IReadOnlyList<CheckReport> failing) =>
        string.Join("; ", failing.Select(report => $"{report.Check} failed{Words.Because(report.Summary)}"));

    public static RolloutState Drop(RolloutState state, CheckStage stage) => state with { Checks = [.. state.Checks.Where(report => report.Stage != stage)] };

    private static CheckReport? Find(RolloutState state, string check, CheckStage stage) =>
        state.Checks.FirstOrDefault(report => report.Check == check && report.Stage == stage);

    private static bool IsBarrierToReturn(RolloutState state, CheckReport report) =>
        report is { Check: CheckNames.BackwardRead, Verdict: Verdict.Fail } && state.Strategy.ModeOf(report.Check) == CheckMode.Required;

    private static string Samples(CheckReport? report) => report switch
    {
        null => "nothing reported",
        { Verdict: Verdict.Fail } => "failed",
        { MinSamples: > 0 } => string.Create(CultureInfo.InvariantCulture, $"{report.Samples} of {report.MinSamples} {report.SampleUnit}s"),
        _ => report.Summary,
    };

    private static string Sentence(RolloutState state, CheckReport report)
    {
        var advisory = state.Strategy.ModeOf(report.Check) == CheckMode.Advisory ? " (advisory)" : string.Empty;
        var says = report.Verdict switch
        {
            Verdict.Pass => "passes",
            Verdict.Fail => "fails",
            _ => "has no verdict any more",
        };
        return $"{report.Check}{advisory} {says}{Words.Because(report.Summary)}";
    }
}
