using LogPlatform.Core.Ledger;
using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Rollouts.Effects;
using LogPlatform.Core.Rollouts.Events;
using LogPlatform.Core.Slots;
using LogPlatform.Core.Validation;

namespace LogPlatform.Core.Tests.Rollouts.Model;

/// <summary>
/// Slots, a router, a store and a controller in miniature: what is stored survives a crash, what runs does not. Performs effects as a host does, holds every step to the
/// invariants, and can be told to crash after any atomic step (storing a state, performing one effect).
/// </summary>
internal sealed class World
{
    private readonly Dictionary<Color, ReleaseId?> _slots = new() { [Color.Blue] = Course.Before.Release, [Color.Green] = null };
    private readonly List<SlotPointer> _history = [Course.Before];
    private readonly HashSet<Generation> _leased = [Course.Before.Generation];
    private readonly HashSet<Generation> _forced = [];
    private readonly HashSet<Generation> _awaited = [];
    private readonly List<RolloutEvent> _inbox = [];
    private readonly List<RolloutEvent> _past = [];
    private readonly List<ProvisionSlot> _filling = [];
    private readonly Queue<int> _crashes;
    private int _stepsToCrash;
    private bool _failedValidation;

    public World(Strategy strategy, params IEnumerable<int> crashes)
    {
        _crashes = new Queue<int>(crashes);
        ArmCrash();
        var first = Rollout.Start(new DeployRequest(Course.Named("2.0"), strategy), new DeploymentId(1), Pointer, "ann", Now);
        State = first.State;
        Act(first.Effects);
    }

    public DateTimeOffset Now { get; set; } = Course.Beginning;

    public RolloutState State { get; private set; }

    public SlotPointer Pointer => _history[^1];

    public CheckStage Stage { get; private set; }

    public int Crashes { get; private set; }

    /// <summary>Whether somebody started another release past the deployment.</summary>
    public bool IsMeddledWith { get; private set; }

    public string? LastRefusal { get; private set; }

    public IReadOnlyList<RolloutEvent> Inbox => _inbox;

    public IReadOnlyList<RolloutEvent> Past => _past;

    public IReadOnlyList<ProvisionSlot> Filling => _filling;

    public IEnumerable<Generation> EndedAndLeased => _leased.Where(generation => generation < Pointer.Generation).Order();

    public bool IsOldSlotWarm => IsFilled(State.Before.Color, State.Before.Release);

    public bool IsFilled(Color color, ReleaseId release) => _slots[color] == release;

    public void DeliverNext()
    {
        var next = _inbox[0];
        _inbox.RemoveAt(0);
        Deliver(next);
    }

    /// <summary>Decides, stores, acts: a crash may come after each of them.</summary>
    public void Deliver(RolloutEvent happening)
    {
        var before = State;
        var decision = Rollout.Decide(before, happening, Now);
        LastRefusal = decision.Refusal;
        HoldToTheRules(before, happening, decision);
        _past.Add(happening);
        State = decision.State;
        if (!ReferenceEquals(before, State) && Tick())
        {
            return;
        }

        Act(decision.Effects);
    }

    public void FinishFilling(ProvisionSlot filling, bool succeeds)
    {
        _filling.Remove(filling);
        _slots[filling.Color] = succeeds ? filling.Release : null;
        _inbox.Add(succeeds ? new SlotReady(filling.Color) : new SlotFailed(filling.Color, "disk full"));
    }

    public void Drain(Generation generation)
    {
        _leased.Remove(generation);
        if (_awaited.Remove(generation))
        {
            _inbox.Add(new Drained(generation, TimeSpan.FromSeconds(1)));
        }
    }

    /// <summary>What is in a slot that does not serve dies; the host hears of it, or not.</summary>
    public void Lose(Color color, bool isNoticed)
    {
        _slots[color] = null;
        if (isNoticed)
        {
            _inbox.Add(new SlotFailed(color, "killed"));
        }
    }

    /// <summary>The process ends: nothing is leased or running any more, and only the slot that serves is filled again.</summary>
    public void Crash(bool isMeddledWith = false)
    {
        Crashes++;
        _inbox.Clear();
        _filling.Clear();
        _awaited.Clear();
        Stage = CheckStage.None;
        if (isMeddledWith)
        {
            IsMeddledWith = true;
            _history.Add(new SlotPointer(Pointer.Color, Pointer.Generation.Next, Course.Named("bundled")));
        }

        _leased.Clear();
        _leased.Add(Pointer.Generation);
        _slots[Pointer.Color] = Pointer.Release;
        _slots[Pointer.Color.Other()] = null;
        _inbox.Add(new Resumed(Pointer));
    }

    /// <summary>What must hold when nothing is left to happen.</summary>
    public void HoldToTheEnd()
    {
        State.Phase.IsEnd().ShouldBeTrue($"still {State.Phase}");
        State.Outcome.ShouldNotBeNullOrEmpty();
        State.EndedAt.ShouldNotBeNull();
        State.PendingOutcome.ShouldBeNull();
        State.Ledger.ShouldNotBeNull();
        State.Deadline.ShouldBeNull();
        Stage.ShouldBe(CheckStage.None);
        if (!IsMeddledWith)
        {
            Pointer.ShouldBe(State switch
            {
                { Phase: RolloutPhase.Succeeded } => State.Switched,
                { Phase: RolloutPhase.RolledBack } => State.Restored,
                { Switched: { } switched } => switched,
                _ => State.Before,
            });
        }

        _slots[Pointer.Color].ShouldBe(Pointer.Release);
        if (State.NoRollback is null)
        {
            _slots[Pointer.Color.Other()].ShouldBeNull("a slot is left running");
        }
    }

    private void HoldToTheRules(RolloutState before, RolloutEvent happening, Decision decision)
    {
        var isSame = ReferenceEquals(before, decision.State);
        (decision.State.Version - before.Version).ShouldBe(isSame ? 0 : 1);
        (isSame && decision.Effects.Count > 0).ShouldBeFalse("an effect without a state that asks for it");
        (decision.Refusal is not null && !isSame).ShouldBeFalse();
        decision.State.Timeline.Take(before.Timeline.Count).ShouldBe(before.Timeline);
        decision.State.Before.ShouldBe(before.Before);
        decision.State.Sealed.ShouldBeGreaterThanOrEqualTo(before.Sealed);
        decision.State.Phase.IsEnd().ShouldBe(decision.State.Outcome is not null);
        if (decision.State.Phase is RolloutPhase.Provisioning)
        {
            _failedValidation = false;
        }
        else if (before.Phase is RolloutPhase.Validating or RolloutPhase.AwaitingApproval
            && happening is CheckReported { Report: { Verdict: Verdict.Fail, Stage: CheckStage.Validation } report }
            && report.Check != CheckNames.BackwardRead
            && CheckPlan.RequiredOf(before.Strategy, CheckStage.Validation).Contains(report.Check))
        {
            _failedValidation = true;
        }

        if (happening is DrainForced && !isSame)
        {
            _forced.UnionWith(EndedAndLeased);
        }

        if (decision.State.Phase.IsEnd())
        {
            EndedAndLeased.ShouldBeSubsetOf(_forced, "an end leaves no lease behind");
        }
    }

    private void Act(IReadOnlyList<RolloutEffect> effects)
    {
        foreach (var effect in effects)
        {
            Perform(effect);
            if (Tick())
            {
                return;
            }
        }
    }

    private void Perform(RolloutEffect effect)
    {
        switch (effect)
        {
            case ProvisionSlot fill:
                fill.Color.ShouldNotBe(Pointer.Color, "the slot that serves is not filled");
                _filling.RemoveAll(other => other.Color == fill.Color);
                if (IsFilled(fill.Color, fill.Release))
                {
                    _inbox.Add(new SlotReady(fill.Color));
                }
                else
                {
                    MayStop(fill.Color);
                    _filling.Add(fill);
                }

                break;
            case StopSlot stop:
                stop.Color.ShouldNotBe(Pointer.Color, "the slot that serves is not stopped");
                MayStop(stop.Color);
                _filling.RemoveAll(other => other.Color == stop.Color);
                _slots[stop.Color] = null;
                break;
            case MovePointer move:
                Move(move);
                break;
            case AwaitDrain await when _leased.Contains(await.Generation):
                await.Generation.ShouldBeLessThan(Pointer.Generation);
                _awaited.Add(await.Generation);
                break;
            case AwaitDrain await:
                _inbox.Add(new Drained(await.Generation, TimeSpan.Zero));
                break;
            case SealGeneration seal:
                seal.Generation.ShouldBeLessThan(Pointer.Generation, "what serves is not sealed");
                _leased.Where(generation => generation <= seal.Generation).ShouldBeSubsetOf(_forced);
                break;
            case StartChecks start:
                Stage = start.Stage;
                break;
            case StopChecks:
                Stage = CheckStage.None;
                break;
            case CloseLedger close:
                close.First.ShouldBe(State.Before.Generation);
                _inbox.Add(new LedgerClosed(new DeploymentLedger(Now, [], true)));
                break;
            default:
                throw new InvalidOperationException($"Unknown effect {effect}.");
        }
    }

    private void Move(MovePointer move)
    {
        _failedValidation.ShouldBeFalse("a required check failed");
        move.Next.Generation.ShouldBe(move.Expected.Generation.Next);
        if (Pointer != move.Expected || !IsFilled(move.Next.Color, move.Next.Release))
        {
            _inbox.Insert(0, new SwitchRefused("not ready"));
            return;
        }

        move.Next.Generation.ShouldBeGreaterThan(Pointer.Generation);
        _history.Add(move.Next);
        _leased.Add(move.Next.Generation);
        _inbox.Insert(0, new PointerMoved(move.Next, Course.Timing));
    }

    /// <summary>Invariant 8. Leases on nodes that are dead already hold nothing up.</summary>
    private void MayStop(Color color)
    {
        if (_slots[color] is not null)
        {
            _history.Where(pointer => pointer.Color == color && _leased.Contains(pointer.Generation)).Select(pointer => pointer.Generation).ShouldBeSubsetOf(_forced);
        }
    }

    private bool Tick()
    {
        if (_stepsToCrash == 0 || --_stepsToCrash > 0)
        {
            return false;
        }

        ArmCrash();
        Crash();
        return true;
    }

    private void ArmCrash() => _stepsToCrash = _crashes.TryDequeue(out var steps) ? steps : 0;
}
