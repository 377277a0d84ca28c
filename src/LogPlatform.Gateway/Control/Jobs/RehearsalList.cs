using LogPlatform.Core.Rehearsals;

namespace LogPlatform.Gateway.Control.Jobs;

/// <summary>All rehearsals since the start of the program.</summary>
/// <param name="Rehearsals">The rehearsals, newest first.</param>
public sealed record RehearsalList(IReadOnlyList<Rehearsal> Rehearsals);
