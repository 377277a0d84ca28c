using System.Runtime.CompilerServices;

namespace LogPlatform.Standalone.Tests.Processes;

/// <summary>Where things are in the checkout that the tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    /// <summary>The Standalone program of the same build configuration as the tests.</summary>
    public static string StandaloneAssembly { get; } = Path.Combine(
        Root,
        "artifacts",
        "bin",
        "LogPlatform.Standalone",
        Path.GetFileName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)),
        "LogPlatform.Standalone.dll");

    private static string Find([CallerFilePath] string thisFile = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(thisFile)!, "..", "..", ".."));
}
