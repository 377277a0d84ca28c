using LogPlatform.Core.Releases;
using LogPlatform.Core.Slots;

namespace LogPlatform.Standalone.Slots;

/// <summary>How the worker processes of a slot are started, and what they must then report to be given work.</summary>
/// <param name="Assembly">Path of the worker's assembly in its release folder.</param>
/// <param name="Rules">Path of the release's rules file.</param>
/// <param name="Release">The release.</param>
/// <param name="Configuration">The fingerprint of its rules.</param>
/// <param name="JournalDirectory">The journal's folder.</param>
/// <param name="SocketDirectory">An owner-only folder for sockets, short enough for a socket's path.</param>
internal sealed record WorkerLaunch(
    string Assembly,
    string Rules,
    ReleaseId Release,
    Fingerprint Configuration,
    string JournalDirectory,
    string SocketDirectory);
