using LogPlatform.Core.Slots;

namespace LogPlatform.Standalone.Releases;

/// <summary>A release as it lies in its folder.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Fingerprint">SHA-256 over all its files, hex.</param>
/// <param name="WorkerAssembly">Path of the worker's assembly.</param>
/// <param name="Rules">Path of the rules file.</param>
internal sealed record Release(ReleaseId Id, string Fingerprint, string WorkerAssembly, string Rules);
