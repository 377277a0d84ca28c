namespace LogPlatform.Standalone.Hosting;

/// <summary>What the program brought with it or was given at its start.</summary>
/// <param name="Version">The program's version.</param>
/// <param name="WorkerFolder">The bundled worker.</param>
/// <param name="Rules">The text of the rules file.</param>
internal sealed record StartupFiles(string Version, string WorkerFolder, string Rules);
