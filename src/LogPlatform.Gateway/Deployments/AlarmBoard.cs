using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Validation;
using Microsoft.Extensions.Logging;

namespace LogPlatform.Gateway.Deployments;

/// <summary>The alarms that are raised now. Thread-safe.</summary>
internal sealed partial class AlarmBoard(DeploymentInstruments instruments, TimeProvider time, ILogger<AlarmBoard> logger)
{
    private readonly Lock _lock = new();
    private readonly ILogger _logger = logger;
    private volatile IReadOnlyList<Alarm> _raised = [];

    /// <summary>The alarms, oldest first.</summary>
    public IReadOnlyList<Alarm> Raised => _raised;

    /// <summary>Whether an alarm is raised.</summary>
    public bool IsRaised(string name) => _raised.Any(alarm => alarm.Name == name);

    /// <summary>Raises an alarm, or clears it when there is no <paramref name="message"/>. Said once: a raised alarm only takes a new message.</summary>
    public void Set(string name, string? message)
    {
        lock (_lock)
        {
            var known = _raised.FirstOrDefault(alarm => alarm.Name == name);
            var others = _raised.Where(alarm => alarm.Name != name);
            switch (known, message)
            {
                case (null, not null):
                    _raised = [.. others, new Alarm(name, time.GetUtcNow(), message, name == AlarmNames.ConfigurationDrift)];
                    instruments.OnAlarm(name, raised: true);
                    LogAlarmRaised(name, message);
                    break;

                case (not null, null):
                    _raised = [.. others];
                    instruments.OnAlarm(name, raised: false);
                    LogAlarmCleared(name);
                    break;

                case (not null, not null) when known.Message != message:
                    _raised = [.. _raised.Select(alarm => alarm == known ? known with { Message = message } : alarm)];
                    break;

                default:
                    break;
            }
        }
    }

    /// <summary>Raises and clears what a deployment's state says.</summary>
    public void Follow(RolloutState state)
    {
        var isDraining = state.Phase is RolloutPhase.Draining or RolloutPhase.RollingBack;
        Set(
            AlarmNames.DrainOverdue,
            isDraining && state.IsDrainOverdue ? $"Deployment {state.Id}: the drain takes longer than {state.Strategy.DrainLimit}; it can be forced." : null);
        Set(AlarmNames.NotReversibleBreach, NotReversibleBreach(state));
        if (state.Ledger is { IsBalanced: false })
        {
            Set(AlarmNames.LedgerUnbalanced, $"The ledger of deployment {state.Id} does not add up.");
        }
    }

    private static string? NotReversibleBreach(RolloutState state)
    {
        if (!state.IsNotReversible || state.Phase is not (RolloutPhase.Draining or RolloutPhase.Baking))
        {
            return null;
        }

        var failed = state.Checks
            .Where(report => report is { Stage: CheckStage.Bake, Verdict: Verdict.Fail } && state.Strategy.ModeOf(report.Check) == CheckMode.Required)
            .Select(report => report.Check)
            .ToList();
        return failed.Count == 0 ? null : $"Deployment {state.Id}: {string.Join(", ", failed)} failed, and release {state.Release} is not reversible; a person must decide.";
    }
}
