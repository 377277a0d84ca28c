using LogPlatform.Cluster.Slots;
using LogPlatform.Core.Slots;
using LogPlatform.Releases;

namespace LogPlatform.Cluster.Tests.Slots;

public sealed class ClusterArtifactTests : IDisposable
{
    private readonly TemporaryFolder _home = new();

    public void Dispose() => _home.Dispose();

    [Theory]
    [InlineData("1.0")]
    [InlineData("0.1.0+8d0d28a9d3597d8ce449f57a084ee47307ba7bd1")]
    [InlineData("the build of Monday")]
    public void AFileWithTheNameOfABuildIsAWorkerFolder(string name)
    {
        Errors(("build", name)).ShouldBeEmpty();
        ClusterArtifact.Read(new ReleaseFolder(_home.Path)).ShouldBe(name);
    }

    [Theory]
    [InlineData("")]
    [InlineData("1.0\n")]
    [InlineData(" 1.0")]
    [InlineData("1.0\u001b[31m")]
    [InlineData("1.0\n2.0")]
    public void WhatNoSiloWouldReportIsRefusedBecauseTheReleaseCouldNeverBeDeployed(string name) =>
        Errors(("build", name)).ShouldHaveSingleItem().ShouldStartWith("worker/build holds something else than the name of a build");

    [Fact]
    public void ANameIsOfLimitedLength() => Errors(("build", new string('1', 257))).ShouldHaveSingleItem();

    [Fact]
    public void AnythingElseInTheWorkerFolderIsRefused() =>
        Errors(("build", "1.0"), ("LogPlatform.Worker.dll", "MZ")).ShouldHaveSingleItem().ShouldContain("the silos' images are the workers");

    [Theory]
    [InlineData("1.0", "1.0")]
    [InlineData("0.1.0+8d0d28a9d3597d8ce449f57a084ee47307ba7bd1", "0.1.0+8d0d28a")]
    [InlineData("10.20.30-preview.400+8d0d28a9d3597d8ce449f57a084ee47307ba7bd1", "10.20.30-preview.400+8d0d28a")]
    [InlineData("the build of Monday", "the-build-of-Monday")]
    [InlineData("../worker", "-worker")]
    public void TheFirstReleaseIsCalledAsItsBuildAsFarAsANameMayBe(string build, string version) => ClusterArtifact.VersionOf(build).ShouldBe(version);

    [Theory]
    [InlineData("1.0")]
    [InlineData("/")]
    [InlineData("...")]
    [InlineData("a name of a build that is longer than the name of any release may ever be, whatever it is")]
    public void WhateverABuildIsCalledAReleaseCanBeMadeOfIt(string build) =>
        ReleaseId.TryParse($"{ClusterArtifact.VersionOf(build)}-01234567", out _).ShouldBeTrue();

    private List<string> Errors(params (string File, string Content)[] files)
    {
        var folder = new ReleaseFolder(_home.Path);
        Directory.CreateDirectory(folder.WorkerFolder);
        foreach (var (file, content) in files)
        {
            File.WriteAllText(Path.Combine(folder.WorkerFolder, file), content);
        }

        var errors = new List<string>();
        ClusterArtifact.Check(folder, errors);
        return errors;
    }
}
