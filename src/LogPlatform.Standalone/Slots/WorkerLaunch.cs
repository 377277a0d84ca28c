namespace LogPlatform.Standalone.Slots;

/// <summary>How the worker processes of a slot are started.</summary>
/// <param name="Assembly">Path of the worker's assembly in its release folder.</param>
/// <param name="Rules">Path of the release's rules file.</param>
/// <param name="Release">Name of the release.</param>
/// <param name="JournalDirectory">The journal's folder.</param>
/// <param name="SocketDirectory">An owner-only folder for sockets, short enough for a socket's path.</param>
internal sealed record WorkerLaunch(string Assembly, string Rules, string Release, string JournalDirectory, string SocketDirectory);
