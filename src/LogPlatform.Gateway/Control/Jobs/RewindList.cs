using LogPlatform.Core.Rewinds;

namespace LogPlatform.Gateway.Control.Jobs;

/// <summary>All rewinds that ever were.</summary>
/// <param name="Rewinds">The rewinds, newest first.</param>
public sealed record RewindList(IReadOnlyList<Rewind> Rewinds);
