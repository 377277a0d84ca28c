using LogPlatform.Core.Ledger;
using LogPlatform.Core.Releases;
using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Slots;
using LogPlatform.Core.Validation;

namespace LogPlatform.Gateway.Tests.Hosting;

/// <summary>Deployments and releases to show.</summary>
internal static class TestStates
{
    public static readonly DateTimeOffset Start = new(2025, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static ReleaseId Name(string text) => ReleaseId.TryParse(text, out var id) ? id : throw new ArgumentException(text);

    public static Fingerprint Print(char digit) => Fingerprint.TryParse(new string(digit, 64), out var print) ? print : throw new ArgumentException($"{digit}");

    public static Release Release(string name, char digit = 'a') => new()
    {
        Id = Name(name),
        Artifact = Print(digit),
        Configuration = Print(digit),
        Fingerprint = Print(digit),
        CreatedAt = Start,
        CreatedBy = "me (12345678)",
    };

    public static RolloutState Started(long id) => new()
    {
        Id = new DeploymentId(id),
        Version = 1,
        Release = Name("2.0-bbbbbbbb"),
        Before = new SlotPointer(Color.Blue, new Generation(7), Name("1.0-aaaaaaaa")),
        Strategy = new Strategy(),
        Actor = "me (12345678)",
        StartedAt = Start,
        Phase = RolloutPhase.Provisioning,
        PhaseSince = Start,
        Deadline = Start.AddMinutes(2),
        Timeline = [new TimelineEntry(Start, RolloutPhase.Provisioning, "me (12345678)", "Asked for.")],
    };

    /// <summary>One that was rolled back, with everything that a report can have.</summary>
    public static RolloutState RolledBack(long id) => Started(id) with
    {
        Version = 9,
        Reason = "new masks",
        Phase = RolloutPhase.RolledBack,
        Deadline = null,
        Switched = new SlotPointer(Color.Green, new Generation(8), Name("2.0-bbbbbbbb")),
        Restored = new SlotPointer(Color.Blue, new Generation(9), Name("1.0-aaaaaaaa")),
        Outcome = "The check output-diff failed after the switch.",
        EndedAt = Start.AddMinutes(3),
        SwitchTiming = new SwitchTiming(TimeSpan.FromMilliseconds(4.2), TimeSpan.FromMilliseconds(0.11), TimeSpan.FromMilliseconds(35)),
        Checks =
        [
            new CheckReport
            {
                Check = CheckNames.OutputDiff,
                Stage = CheckStage.Bake,
                Verdict = Verdict.Fail,
                Summary = "1 field differs in 12% of records.",
                Samples = 5000,
                MinSamples = 5000,
                SampleUnit = "record",
                Figures = [new CheckFigure("records different", 600), new CheckFigure("ratio", double.PositiveInfinity)],
                Changes =
                [
                    new FieldChange("auth", "user.email", ChangeKind.Changed, 600, 5000, ChangeDisposition.Unexpected, [new ChangeExample(41, 2, "***", "xx@x.xx")]),
                ],
            },
        ],
        Ledger = new DeploymentLedger(
            Start.AddMinutes(3),
            [new GenerationAccount(new GenerationTotals(new Generation(8), Name("2.0-bbbbbbbb"), 10, 995, 3, 2), 0, true)],
            true),
    };
}
