namespace LogPlatform.Core.Validation;

/// <summary>What one release made of a unit of work.</summary>
/// <param name="ServiceTime">From the moment a node could begin with the unit to its answer, queues not counted.</param>
/// <param name="CpuTime">CPU time the node says it spent; zero when unknown.</param>
/// <param name="Committed">Records kept.</param>
/// <param name="Quarantined">Records that could not be processed.</param>
/// <param name="Dropped">Records dropped by a rule.</param>
public readonly record struct UnitSide(TimeSpan ServiceTime, TimeSpan CpuTime, long Committed, long Quarantined, long Dropped);
