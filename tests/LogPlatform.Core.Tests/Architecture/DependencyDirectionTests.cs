using System.Runtime.CompilerServices;
using System.Xml.Linq;

namespace LogPlatform.Core.Tests.Architecture;

/// <summary>Who may import whom. The table is the house's plan; a project that is missing in it fails the test.</summary>
public sealed class DependencyDirectionTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["LogPlatform.Core"] = [],
        ["LogPlatform.Protocols"] = ["LogPlatform.Core"],
        ["LogPlatform.Pipeline"] = ["LogPlatform.Core"],
        ["LogPlatform.Storage"] = ["LogPlatform.Core"],
        ["LogPlatform.Postgres"] = ["LogPlatform.Core", "LogPlatform.Storage"],
        ["LogPlatform.Gateway"] = ["LogPlatform.Core", "LogPlatform.Protocols", "LogPlatform.Storage"],
        ["LogPlatform.Processing"] = ["LogPlatform.Core", "LogPlatform.Protocols", "LogPlatform.Pipeline", "LogPlatform.Storage"],
        ["LogPlatform.Releases"] = ["LogPlatform.Core", "LogPlatform.Protocols", "LogPlatform.Pipeline", "LogPlatform.Storage"],
        ["LogPlatform.Worker"] = ["LogPlatform.Core", "LogPlatform.Protocols", "LogPlatform.Pipeline", "LogPlatform.Processing", "LogPlatform.Storage"],
        ["LogPlatform.ControlPage"] = ["LogPlatform.Gateway"],
        ["LogPlatform.Standalone"] = ["LogPlatform.ControlPage", "LogPlatform.Gateway", "LogPlatform.Pipeline", "LogPlatform.Releases", "LogPlatform.Worker"],
        ["LogPlatform.Cli"] = ["LogPlatform.Protocols"],
        ["LogPlatform.Contracts"] = [],
        ["LogPlatform.ServiceDefaults"] = [],
        ["LogPlatform.Silo"] = ["LogPlatform.Contracts", "LogPlatform.Processing", "LogPlatform.ServiceDefaults"],
        ["LogPlatform.Cluster"] = ["LogPlatform.ControlPage", "LogPlatform.Contracts", "LogPlatform.Gateway", "LogPlatform.Pipeline", "LogPlatform.Postgres", "LogPlatform.Releases", "LogPlatform.ServiceDefaults"],
        ["LogPlatform.AppHost"] = ["LogPlatform.Cluster", "LogPlatform.Silo"],
    };

    private static string Root([CallerFilePath] string thisFile = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(thisFile)!, "..", "..", ".."));

    public static TheoryData<string> Projects() =>
        [.. new[] { "src", "LogPlatform.AppHost", "LogPlatform.ServiceDefaults" }
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Root(), folder), "*.csproj", SearchOption.AllDirectories))
            .Select(path => Path.GetRelativePath(Root(), path))];

    [Theory]
    [MemberData(nameof(Projects))]
    public void AProjectReferencesOnlyWhatThePlanAllows(string project)
    {
        var name = Path.GetFileNameWithoutExtension(project);
        Allowed.ShouldContainKey(name);
        References(project, "ProjectReference")
            .Select(reference => reference.Contains("WorkerProject", StringComparison.Ordinal) ? "LogPlatform.Worker" : Path.GetFileNameWithoutExtension(reference))
            .Except(Allowed[name])
            .ShouldBeEmpty();
    }

    [Fact]
    public void CoreHasNoPackages() => References("src/LogPlatform.Core/LogPlatform.Core.csproj", "PackageReference").ShouldBeEmpty();

    [Fact]
    public void OnlyTheGatewayAndTheHostsKnowAspNetCore()
    {
        foreach (var project in new[] { "Core", "Protocols", "Pipeline", "Storage", "Postgres", "Processing", "Worker" })
        {
            var file = $"src/LogPlatform.{project}/LogPlatform.{project}.csproj";
            References(file, "FrameworkReference").ShouldBeEmpty();
            XDocument.Load(Path.Combine(Root(), file)).Root!.Attribute("Sdk")!.Value.ShouldBe("Microsoft.NET.Sdk");
        }
    }

    [Fact]
    public void TheStandaloneFilterListsEveryProjectThatNeedsNeitherOrleansNorAspire()
    {
        var filter = File.ReadAllText(Path.Combine(Root(), "LogPlatform.Standalone.slnf"));
        var projects = new[] { "src", "tests", "bench" }
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Root(), folder), "*.csproj", SearchOption.AllDirectories))
            .Select(path => Path.GetRelativePath(Root(), path).Replace('\\', '/'))
            .Where(path => !References(path, "PackageReference").Any(package => package.StartsWith("Microsoft.Orleans", StringComparison.Ordinal) || package.StartsWith("Aspire", StringComparison.Ordinal)));
        projects.Where(path => !filter.Contains($"\"{path}\"", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    private static IEnumerable<string> References(string project, string kind) =>
        XDocument.Load(Path.Combine(Root(), project)).Descendants(kind).Select(element => element.Attribute("Include")!.Value.Replace('\\', '/'));
}
