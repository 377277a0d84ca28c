using System.Text.Json;
using LogPlatform.Core.Audit;
using LogPlatform.Core.Ledger;
using LogPlatform.Core.Rehearsals;
using LogPlatform.Core.Releases;
using LogPlatform.Core.Rewinds;
using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Slots;
using LogPlatform.Core.Validation;

namespace LogPlatform.Cli.Tests.Serving;

/// <summary>Answers of a server, made of the types that it makes them of.</summary>
internal static class Sample
{
    public const string Active = """{"pointer":{"color":"Blue","generation":3,"release":"1.3-aaaaaaaa"}}""";

    public static DateTimeOffset Noon { get; } = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    public static ReleaseId Id(string name) => ReleaseId.TryParse(name, out var id) ? id : throw new InvalidOperationException(name);

    public static string Json(object value) => JsonSerializer.Serialize(value, JsonSerializerOptions.Web);

    public static Release Release(string name) => new()
    {
        Id = Id(name),
        Artifact = Fingerprint('a'),
        Configuration = Fingerprint('b'),
        Fingerprint = Fingerprint('c'),
        CreatedAt = Noon,
        CreatedBy = "ci (k1)",
        Notes = "new [rules]",
        Samples = 2,
        ExpectedChanges = [new ExpectedChange("user.email", "auth")],
    };

    public static RolloutState State(RolloutPhase phase, params RolloutPhase[] before) => new()
    {
        Id = new DeploymentId(12),
        Version = 1 + before.Length,
        Release = Id("1.4-bbbbbbbb"),
        Before = new SlotPointer(Color.Blue, new Generation(3), Id("1.3-aaaaaaaa")),
        Strategy = new Strategy(),
        Actor = "ci (k1)",
        StartedAt = Noon,
        Phase = phase,
        PhaseSince = Noon,
        Deadline = phase.IsEnd() ? null : Noon.AddMinutes(10),
        Switched = phase is RolloutPhase.Draining or RolloutPhase.Baking or RolloutPhase.Succeeded or RolloutPhase.RolledBack ? new SlotPointer(Color.Green, new Generation(4), Id("1.4-bbbbbbbb")) : null,
        Restored = phase == RolloutPhase.RolledBack ? new SlotPointer(Color.Blue, new Generation(5), Id("1.3-aaaaaaaa")) : null,
        SwitchTiming = phase is RolloutPhase.Baking or RolloutPhase.Succeeded ? new SwitchTiming(TimeSpan.FromMilliseconds(2.5), TimeSpan.FromMicroseconds(40), TimeSpan.FromMilliseconds(14)) : null,
        Timeline = [.. before.Append(phase).Select((step, i) => new TimelineEntry(Noon.AddSeconds(i), step, "controller", $"entry of {step}"))],
    };

    public static CheckReport Check(string name, Verdict verdict, string summary, CheckStage stage = CheckStage.Validation) => new()
    {
        Check = name,
        Stage = stage,
        Verdict = verdict,
        Summary = summary,
        Samples = 12,
        MinSamples = 30,
        SampleUnit = "unit",
        Changes = name == CheckNames.OutputDiff ? [Change] : [],
    };

    public static FieldChange Change { get; } = new(
        "auth", "user.email", ChangeKind.Changed, 120, 1000, ChangeDisposition.Unexpected, [new ChangeExample(7, 0, "[redacted:email]", "xxx@xxxxx.xx\u001b[31m")]);

    public static DeploymentLedger Ledger { get; } = new(
        Noon, [new GenerationAccount(new GenerationTotals(new Generation(3), Id("1.3-aaaaaaaa"), 7, 90, 4, 5), 1, IsSealed: true)], IsBalanced: true);

    public static Rehearsal Rehearsal(JobPhase phase) => new()
    {
        Id = 3,
        Release = Id("1.4-bbbbbbbb"),
        Baseline = Id("1.3-aaaaaaaa"),
        From = Noon,
        To = Noon.AddMinutes(30),
        Phase = phase,
        Actor = "ci (k1)",
        StartedAt = Noon,
        Batches = 10,
        BatchesDone = 10,
        Records = 1000,
        BaselineSum = new UnitSide(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(1), 1000, 0, 0),
        ReleaseSum = new UnitSide(TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(1), 1000, 0, 0),
    };

    public static Rewind Rewind(JobPhase phase) => new()
    {
        Id = new RewindId(2),
        Generation = new Generation(4),
        By = new SlotPointer(Color.Blue, new Generation(5), Id("1.3-aaaaaaaa")),
        Phase = phase,
        Actor = "ci (k1)",
        StartedAt = Noon,
        Units = 8,
        UnitsDone = phase == JobPhase.Succeeded ? 7 : 3,
        UnitsGone = 1,
        Superseded = phase == JobPhase.Succeeded ? new SupersededTotals(7, 21, 2100, 2099) : null,
    };

    public static AuditEntry Entry(long number, string action, char hash) =>
        new(number, Noon, new AuditFact("ann (k1)", action, "deployment/12", "because"), new string('0', 64), new string(hash, 64));

    private static Fingerprint Fingerprint(char digit) =>
        LogPlatform.Core.Releases.Fingerprint.TryParse(new string(digit, 64), out var fingerprint) ? fingerprint : throw new InvalidOperationException("no fingerprint");
}
