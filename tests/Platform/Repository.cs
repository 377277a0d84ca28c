using System.Runtime.CompilerServices;

namespace LogPlatform.Tests.Platform;

/// <summary>Where things are in the checkout that the tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    /// <summary>The Standalone program of the same build configuration as the tests.</summary>
    public static string StandaloneAssembly { get; } = Path.Combine(OutputOf("LogPlatform.Standalone"), "LogPlatform.Standalone.dll");

    /// <summary>The folder of the real worker.</summary>
    public static string WorkerFolder { get; } = OutputOf("LogPlatform.Worker");

    /// <summary>The folder of the worker that does wrong what its <c>faults.json</c> says.</summary>
    public static string FaultyWorkerFolder { get; } = OutputOf("LogPlatform.FaultyWorker");

    /// <summary>A file that a project of the same build configuration as the tests has built.</summary>
    public static string OutputOf(string project, string file) => Path.Combine(OutputOf(project), file);

    private static string OutputOf(string project) =>
        Path.Combine(Root, "artifacts", "bin", project, Path.GetFileName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)));

    private static string Find([CallerFilePath] string thisFile = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(thisFile)!, "..", ".."));
}
