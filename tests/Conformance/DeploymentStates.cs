using LogPlatform.Core.Ledger;
using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Slots;
using LogPlatform.Core.Validation;

namespace LogPlatform.Tests.Conformance;

/// <summary>Deployments for tests.</summary>
internal static class DeploymentStates
{
    private static readonly DateTimeOffset At = new(2025, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static RolloutState First(long id) => new()
    {
        Id = new DeploymentId(id),
        Version = 1,
        Release = Release("1.4.0"),
        Before = new SlotPointer(Color.Blue, new Generation(3), Release("1.3.0")),
        Strategy = new Strategy(),
        Actor = "ann",
        StartedAt = At,
        Phase = RolloutPhase.Provisioning,
        PhaseSince = At,
    };

    /// <summary>One in which every member says something.</summary>
    public static RolloutState Whole() => First(1) with
    {
        Strategy = new Strategy
        {
            AutoPromote = false,
            Dwell = TimeSpan.FromMilliseconds(1500),
            Checks = new Dictionary<string, CheckMode> { ["latency"] = CheckMode.Advisory, ["custom:smoke"] = CheckMode.Required },
        },
        Reason = "faster <parser> & “quotes”",
        Phase = RolloutPhase.RolledBack,
        Deadline = At.AddMinutes(1),
        Switched = new SlotPointer(Color.Green, new Generation(4), Release("1.4.0")),
        Restored = new SlotPointer(Color.Blue, new Generation(5), Release("1.3.0")),
        Checks =
        [
            new CheckReport
            {
                Check = "output-diff",
                Stage = CheckStage.Bake,
                Verdict = Verdict.Fail,
                Summary = "12% differ",
                Samples = 4000,
                MinSamples = 5000,
                SampleUnit = "record",
                Figures = [new CheckFigure("baseline p50 ms", 1.25), new CheckFigure("ratio", double.NaN)],
                Changes = [new FieldChange("auth", "user.email", ChangeKind.Changed, 12, 100, ChangeDisposition.Unexpected, [new ChangeExample(7, 0, "a@b", null)])],
            },
        ],
        IsNotReversible = true,
        ApprovedBy = "bob",
        IsDrainOverdue = true,
        Sealed = new Generation(4),
        OldSlot = OldSlot.Warm,
        PendingOutcome = "Rolled back.",
        NoRollback = "the old slot is gone",
        WarmUntil = At.AddHours(1),
        Outcome = "Rolled back.",
        EndedAt = At.AddMinutes(9).AddTicks(1),
        Ledger = new DeploymentLedger(At, [new GenerationAccount(new GenerationTotals(new Generation(4), Release("1.4.0"), 1, 2, 3, 4), 5, true)], true),
        SwitchTiming = new SwitchTiming(TimeSpan.FromMilliseconds(3), TimeSpan.FromTicks(17), null),
        RollbackTiming = new SwitchTiming(TimeSpan.FromMilliseconds(2), TimeSpan.FromTicks(7), TimeSpan.FromSeconds(1)),
        Timeline = [new TimelineEntry(At, RolloutPhase.Provisioning, "ann", "It began.")],
    };

    private static ReleaseId Release(string name) => ReleaseId.TryParse(name, out var id) ? id : throw new ArgumentException(name);
}
