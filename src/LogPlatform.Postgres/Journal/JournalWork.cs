namespace LogPlatform.Postgres.Journal;

/// <summary>Something for the writer to do; with neither, a heartbeat is due.</summary>
/// <param name="Append">A batch to append.</param>
/// <param name="TakeOver">Gateways to take over.</param>
internal readonly record struct JournalWork(AppendRequest? Append, TakeOverRequest? TakeOver);
