using System.Diagnostics;
using System.Text;

namespace LogPlatform.Cluster.Tests.Processes;

/// <summary>A build of the silos' program.</summary>
/// <param name="Assembly">The program.</param>
internal sealed record SiloBuild(string Assembly)
{
    /// <summary>The one that was built with the tests.</summary>
    public static SiloBuild Own { get; } = new(Repository.OutputOf("LogPlatform.Silo", "LogPlatform.Silo.dll"));

    /// <summary>Its name, as its silos report it: the version and the commit.</summary>
    public string Name { get; } = FileVersionInfo.GetVersionInfo(Assembly).ProductVersion!;

    /// <summary>
    /// Another program, which lies in <paramref name="folder"/> and differs in one byte: as if it were made of another commit. It says so itself, no setting does.
    /// </summary>
    public static SiloBuild OfAnotherCommit(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(Path.GetDirectoryName(Own.Assembly)!, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(folder, Path.GetRelativePath(Path.GetDirectoryName(Own.Assembly)!, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        var assembly = Path.Combine(folder, Path.GetFileName(Own.Assembly));
        var bytes = File.ReadAllBytes(assembly);
        var commit = bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(Own.Name)) + Own.Name.IndexOf('+', StringComparison.Ordinal) + 1;
        bytes[commit] = bytes[commit] == (byte)'0' ? (byte)'1' : (byte)'0';
        File.WriteAllBytes(assembly, bytes);
        var other = new SiloBuild(assembly);
        other.Name.ShouldNotBe(Own.Name);
        other.Name.Length.ShouldBe(Own.Name.Length);
        return other;
    }
}
