using LogPlatform.Core.Releases;
using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Slots;
using LogPlatform.Core.Validation;
using LogPlatform.Core.Validation.Checks;
using LogPlatform.Gateway.Validation;

namespace LogPlatform.Cluster.Tests.Validation;

/// <summary>A stage as tests shape it: release 1.1 on green against 1.0 on blue.</summary>
internal static class Stages
{
    public static readonly Release Candidate = new()
    {
        Id = Id("1.1"),
        Artifact = Fingerprint('c'),
        Configuration = Fingerprint('a'),
        Fingerprint = Fingerprint('b'),
        CreatedAt = default,
        CreatedBy = "test",
        Samples = 2,
        ExpectedChanges = [new ExpectedChange("b")],
    };

    public static readonly NodeReport Node = new("green-1", NodeState.Ready, Id("1.1"), Candidate.Configuration, 1, 0, 0, 0, 1, 100 << 20, TimeSpan.FromHours(1));

    public static RolloutState Deployment(long number, Strategy? strategy = null) => new()
    {
        Id = new DeploymentId(number),
        Version = 1,
        Release = Candidate.Id,
        Before = new SlotPointer(Color.Blue, new Generation(1), Id("1.0")),
        Strategy = strategy ?? Strategy,
        Actor = "test",
        StartedAt = default,
        Phase = RolloutPhase.Validating,
        PhaseSince = default,
    };

    public static Strategy Strategy { get; } = new() { MinUnits = 12, MinRecords = 100, Dwell = TimeSpan.Zero, ErrorTolerance = 0.1, HeadRoom = 1 };

    /// <summary>A unit that both releases processed alike.</summary>
    public static ComparedUnit Good(long records = 10) => new(
        new PairedUnit { Records = records, Baseline = Side(records), Candidate = Side(records) }, IsEqual: true, IsOutputCompared: true, IsMeasured: true);

    /// <summary>A unit that the candidate gave no sound answer to.</summary>
    public static ComparedUnit Bad(long records = 10) => new(
        new PairedUnit { Records = records, Baseline = Side(records), Candidate = null, Failure = "it fell over" }, IsEqual: false, IsOutputCompared: false, IsMeasured: true);

    /// <summary>A look at healthy nodes.</summary>
    public static StageLook Look(MirrorLoad? load = null) => new([Node with { Name = "blue-1", Release = Id("1.0") }], [Node], load, load is not null, MirrorStatus.None);

    private static UnitSide Side(long records) => new(TimeSpan.FromMilliseconds(10), TimeSpan.FromMilliseconds(5), records, 0, 0);

    private static Fingerprint Fingerprint(char digit) => Core.Releases.Fingerprint.TryParse(new string(digit, 64), out var fingerprint) ? fingerprint : throw new FormatException();

    private static ReleaseId Id(string name) => ReleaseId.TryParse(name, out var id) ? id : throw new FormatException(name);
}
