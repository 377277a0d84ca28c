using LogPlatform.Gateway.Deployments;

namespace LogPlatform.Gateway.Control.Deployments;

/// <summary>What needs a person now.</summary>
/// <param name="Alarms">The alarms; usually none.</param>
public sealed record AlarmList(IReadOnlyList<Alarm> Alarms);
