using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Rollouts.Events;
using LogPlatform.Core.Validation;

namespace LogPlatform.Core.Tests.Rollouts.Model;

/// <summary>Leaves a world to its habits until nothing more happens. Fair: whatever can happen does, in time.</summary>
internal sealed class Ordinary(World world, Habits habits)
{
    private const int MostSteps = 300;

    private readonly HashSet<string> _reported = [];
    private CheckStage _stage;
    private bool _hasIntervened;
    private bool _hasLost;

    public void Settle()
    {
        for (var steps = 0; steps < MostSteps; steps++)
        {
            if (!Step())
            {
                world.HoldToTheEnd();
                return;
            }
        }

        throw new InvalidOperationException($"Does not end: {string.Join("; ", world.State.Timeline.Select(entry => $"{entry.Phase}: {entry.Message}").TakeLast(20))}");
    }

    /// <summary>Goes on until the deployment is in a phase, or nothing more happens.</summary>
    public void Until(RolloutPhase phase)
    {
        while (world.State.Phase != phase && Step())
        {
        }
    }

    private bool Step() => Lose() || Intervene() || Hear() || Fill() || Drain() || Check() || Approve() || Wait();

    private bool Lose()
    {
        if (_hasLost || !habits.LosesOldSlot || world.Pointer.Color != world.State.Target)
        {
            return false;
        }

        _hasLost = true;
        world.Lose(world.State.Before.Color, isNoticed: false);
        return true;
    }

    private bool Intervene()
    {
        // A host that starts resumes before it takes commands.
        if (_hasIntervened || world.Inbox is [Resumed, ..] || habits.Intervention is not { } intervention || intervention.Phase != world.State.Phase)
        {
            return false;
        }

        world.Deliver(intervention.Command(world));
        _hasIntervened = world.LastRefusal is null;
        return true;
    }

    private bool Hear()
    {
        if (world.Inbox.Count == 0)
        {
            return false;
        }

        world.DeliverNext();
        return true;
    }

    private bool Fill()
    {
        if (world.Filling.Count == 0)
        {
            return false;
        }

        var filling = world.Filling[0];
        world.FinishFilling(filling, filling.Color == world.State.Target ? habits.CanFillTarget : habits.CanRefillOldSlot);
        return true;
    }

    private bool Drain()
    {
        if (!world.EndedAndLeased.Any())
        {
            return false;
        }

        if (habits.Drains)
        {
            world.Drain(world.EndedAndLeased.First());
            return true;
        }

        // Forced only where it is waited for; after the end the leases run out without anybody looking.
        if (world.State is not { Phase: RolloutPhase.Draining or RolloutPhase.RollingBack, Deadline: null, IsDrainOverdue: true })
        {
            return false;
        }

        world.Deliver(new DrainForced("bob", "enough"));
        return world.LastRefusal is null;
    }

    private bool Check()
    {
        if (_stage != world.Stage || world.State.Checks.Count(report => report.Stage == _stage) < _reported.Count)
        {
            _stage = world.Stage;
            _reported.Clear();
        }

        var next = CheckPlan.Of(world.State.Strategy, _stage).FirstOrDefault(check => !_reported.Contains(check));
        if (next is null)
        {
            return false;
        }

        _reported.Add(next);
        var verdict = next == CheckNames.BackwardRead ? (habits.IsUnreadable ? Verdict.Fail : Verdict.Pass) : _stage == CheckStage.Bake ? habits.Bake : habits.Validation;
        world.Deliver(new CheckReported(new CheckReport { Check = next, Stage = _stage, Verdict = verdict, Summary = "so it is" }));
        return true;
    }

    private bool Approve()
    {
        if (!habits.Approves || world.State.Phase != RolloutPhase.AwaitingApproval)
        {
            return false;
        }

        world.Deliver(new ApprovalGiven("bob", ""));
        return world.LastRefusal is null;
    }

    private bool Wait()
    {
        if (world.State.Deadline is not { } deadline)
        {
            return false;
        }

        world.Now = deadline > world.Now ? deadline : world.Now;
        world.Deliver(new DeadlinePassed(""));
        return true;
    }
}
