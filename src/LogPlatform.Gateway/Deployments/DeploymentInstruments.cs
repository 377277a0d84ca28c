using System.Diagnostics.Metrics;
using LogPlatform.Core.Rollouts;

namespace LogPlatform.Gateway.Deployments;

/// <summary>What is counted of deployments, after it is stored.</summary>
internal sealed class DeploymentInstruments
{
    private readonly Counter<long> _transitions;
    private readonly Histogram<double> _switch;
    private readonly Histogram<double> _drain;
    private readonly UpDownCounter<long> _alarms;

    public DeploymentInstruments(IMeterFactory meters)
    {
        var meter = meters.Create("LogPlatform");
        _transitions = meter.CreateCounter<long>("logplatform.deployment.transitions", "{transition}", "Phases that deployments entered.");
        _switch = meter.CreateHistogram<double>("logplatform.switch.duration", "s", "From the decision to switch to the publication of the pointer.");
        _drain = meter.CreateHistogram<double>("logplatform.switch.drain.duration", "s", "From the publication of a pointer to the return of the last lease on the generation before.");
        _alarms = meter.CreateUpDownCounter<long>("logplatform.alarms", "{alarm}", "Alarms that are raised.");
    }

    /// <summary>Counts what is new in <paramref name="state"/>.</summary>
    public void OnStored(RolloutState? before, RolloutState state)
    {
        if (before?.Phase != state.Phase)
        {
            _transitions.Add(1, new KeyValuePair<string, object?>("phase", state.Phase.ToString()));
        }

        Record("switch", before?.SwitchTiming, state.SwitchTiming);
        Record("rollback", before?.RollbackTiming, state.RollbackTiming);
    }

    public void OnAlarm(string name, bool raised) => _alarms.Add(raised ? 1 : -1, new KeyValuePair<string, object?>("alarm", name));

    private void Record(string kind, SwitchTiming? before, SwitchTiming? now)
    {
        var tag = new KeyValuePair<string, object?>("kind", kind);
        if (before is null && now is not null)
        {
            _switch.Record(now.Command.TotalSeconds, tag);
        }

        if (before?.Drained is null && now?.Drained is { } drained)
        {
            _drain.Record(drained.TotalSeconds, tag);
        }
    }
}
