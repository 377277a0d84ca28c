using LogPlatform.Core.Ledger;
using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Rollouts.Effects;
using LogPlatform.Core.Rollouts.Events;
using LogPlatform.Core.Slots;
using LogPlatform.Core.Validation;

namespace LogPlatform.Core.Tests.Rollouts;

/// <summary>A deployment of 2.0 to green, while blue serves 1.0 as generation 6, event by event.</summary>
internal sealed class Course
{
    public static readonly DateTimeOffset Beginning = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    public static readonly SlotPointer Before = new(Color.Blue, new Generation(6), Named("1.0"));
    public static readonly SlotPointer Ahead = new(Color.Green, new Generation(7), Named("2.0"));
    public static readonly SlotPointer Back = new(Color.Blue, new Generation(8), Named("1.0"));
    public static readonly SwitchTiming Timing = new(TimeSpan.FromMilliseconds(4), TimeSpan.FromTicks(900), null);
    public static readonly DeploymentLedger Balanced = new(Beginning, [], true);

    /// <summary>Latency is the only check; a person is not asked.</summary>
    public static readonly Strategy Plain = Requiring(CheckNames.Latency);

    private Course(Strategy strategy)
    {
        var first = Rollout.Start(new DeployRequest(Named("2.0"), strategy, "ticket 17"), new DeploymentId(12), Before, "ann", Now);
        (State, Effects) = (first.State, first.Effects);
    }

    public DateTimeOffset Now { get; set; } = Beginning;

    public RolloutState State { get; private set; }

    public IReadOnlyList<RolloutEffect> Effects { get; private set; }

    public string? Refusal { get; private set; }

    public string LastWord => State.Timeline[^1].Message;

    public static ReleaseId Named(string name) => ReleaseId.TryParse(name, out var id) ? id : throw new ArgumentException(name);

    /// <summary>Every check that is not named is off.</summary>
    public static Strategy Requiring(params string[] checks) =>
        new() { Checks = CheckNames.All.Concat(checks).Distinct().ToDictionary(check => check, check => checks.Contains(check) ? CheckMode.Required : CheckMode.Off) };

    public static Strategy With(Strategy strategy, string check, CheckMode mode) =>
        strategy with { Checks = new Dictionary<string, CheckMode>(strategy.Checks) { [check] = mode } };

    public static Course Provisioning(Strategy? strategy = null) => new(strategy ?? Plain);

    public static Course Validating(Strategy? strategy = null) => Provisioning(strategy).Send(new SlotReady(Color.Green));

    public static Course AwaitingApproval(Strategy? strategy = null) => Validating((strategy ?? Plain) with { AutoPromote = false }).Report(CheckNames.Latency, Verdict.Pass);

    public static Course Switching(Strategy? strategy = null) => Validating(strategy).Report(CheckNames.Latency, Verdict.Pass);

    public static Course Draining(Strategy? strategy = null) => Switching(strategy).Send(new PointerMoved(Ahead, Timing));

    public static Course Baking(Strategy? strategy = null) => Draining(strategy).Send(new Drained(Before.Generation, TimeSpan.FromMilliseconds(120)));

    public static Course Succeeded(Strategy? strategy = null) =>
        Baking(strategy).Report(CheckNames.Latency, Verdict.Pass, CheckStage.Bake).PassDeadline();

    /// <summary>From the bake, with the pointer still to be moved.</summary>
    public static Course RollingBack(Strategy? strategy = null) => Baking(strategy).Rollback();

    /// <summary>Switched, baking, and with output that 1.0 may be unable to read.</summary>
    public static Course NotReversible()
    {
        var course = Validating(With(Plain, CheckNames.BackwardRead, CheckMode.Required))
            .Report(CheckNames.BackwardRead, Verdict.Fail).Report(CheckNames.Latency, Verdict.Pass);
        return course.Send(new ApprovalGiven("bob", "known")).Send(new PointerMoved(Ahead, Timing)).Send(new Drained(Before.Generation, TimeSpan.Zero));
    }

    public Course Send(RolloutEvent happening)
    {
        var before = State;
        var decision = Rollout.Decide(State, happening, Now);
        (State, Effects, Refusal) = (decision.State, decision.Effects, decision.Refusal);
        var isSame = ReferenceEquals(before, State);
        (State.Version - before.Version).ShouldBe(isSame ? 0 : 1);
        (isSame && Effects.Count > 0).ShouldBeFalse();
        (Refusal is not null && !isSame).ShouldBeFalse();
        State.Timeline.Take(before.Timeline.Count).ShouldBe(before.Timeline);
        return this;
    }

    public Course Report(string check, Verdict verdict, CheckStage stage = CheckStage.Validation, long samples = 30) => Send(new CheckReported(new CheckReport
    {
        Check = check,
        Stage = stage,
        Verdict = verdict,
        Summary = "p50 1.02 times the baseline's",
        Samples = samples,
        MinSamples = 30,
        SampleUnit = "unit",
    }));

    public Course PassDeadline(string detail = "")
    {
        Now = State.Deadline.ShouldNotBeNull();
        return Send(new DeadlinePassed(detail));
    }

    public Course Rollback(bool force = false, bool isWarm = true) => Send(new RollbackRequested("bob", "wrong prices", force, isWarm));

    public Course Abort() => Send(new AbortRequested("bob", "wrong day"));

    public Course Force() => Send(new DrainForced("bob", "a client hangs"));

    public void ShouldBeIn(RolloutPhase phase, params RolloutEffect[] effects)
    {
        State.Phase.ShouldBe(phase);
        Refusal.ShouldBeNull();
        Effects.ShouldBe(effects);
    }

    public void ShouldBeIgnored(RolloutEvent happening)
    {
        var before = State;
        Send(happening);
        State.ShouldBeSameAs(before);
        Refusal.ShouldBeNull();
    }

    public void ShouldRefuse(RolloutEvent command, string because)
    {
        var before = State;
        Send(command);
        State.ShouldBeSameAs(before);
        Refusal.ShouldNotBeNull().ShouldContain(because);
    }
}
