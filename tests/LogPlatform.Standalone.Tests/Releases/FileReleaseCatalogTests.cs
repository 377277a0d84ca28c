using LogPlatform.Core.Slots;
using LogPlatform.Releases;
using Microsoft.Extensions.Logging.Abstractions;

namespace LogPlatform.Standalone.Tests.Releases;

public sealed class FileReleaseCatalogTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _worker;

    public FileReleaseCatalogTests()
    {
        _worker = Path.Combine(_folder.Path, "bundle");
        WriteWorker(_worker);
    }

    private string Root => Path.Combine(_folder.Path, "releases");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void ABundledReleaseIsACopyOfItsOwnForItsOwnerOnly()
    {
        using var catalog = Open();
        var release = catalog.Bundle("1.0", _worker, "version: 1");
        File.WriteAllText(Path.Combine(_worker, "LogPlatform.Worker.dll"), "changed");
        File.ReadAllText(catalog.FolderOf(release.Id).WorkerAssembly).ShouldBe("code");
        catalog.RulesOf(release.Id).ShouldBe("version: 1");
        catalog.FilesOf(release.Id).Keys.Order(StringComparer.Ordinal).ShouldBe(["LogPlatform.Worker.dll", "runtimes/native.so"]);
        release.CreatedBy.ShouldBe("bundled");
        release.Id.Name.ShouldBe("1.0-" + release.Fingerprint.Short);
        if (!OperatingSystem.IsWindows())
        {
            const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
            foreach (var path in Directory.EnumerateFileSystemEntries(Root, "*", SearchOption.AllDirectories).Append(Root))
            {
                (File.GetUnixFileMode(path) & Others).ShouldBe(UnixFileMode.None, path);
            }
        }
    }

    [Fact]
    public void TheSameContentIsTheSameRelease()
    {
        using var catalog = Open();
        catalog.Bundle("1.0", _worker, "version: 1").ShouldBe(catalog.Bundle("1.0", _worker, "version: 1"));
        catalog.List().Count.ShouldBe(1);
    }

    [Fact]
    public void OtherRulesOrAnotherWorkerAreAnotherRelease()
    {
        using var catalog = Open();
        var first = catalog.Bundle("1.0", _worker, "version: 1");
        var commented = catalog.Bundle("1.0", _worker, "version: 1 # other");
        commented.Id.ShouldNotBe(first.Id);
        commented.Configuration.ShouldBe(first.Configuration);
        File.WriteAllText(Path.Combine(_worker, "runtimes", "native.so"), "other code");
        var other = catalog.Bundle("1.0", _worker, "version: 1");
        other.Artifact.ShouldNotBe(first.Artifact);
        other.Id.ShouldNotBe(first.Id);
    }

    [Fact]
    public void AReleaseIsFoundAgainAfterARestart()
    {
        using var catalog = Open();
        var release = catalog.Bundle("1.0", _worker, "version: 1");
        using var next = Open();
        var found = next.Find(release.Id).ShouldNotBeNull();
        found.ShouldBe(release with { ExpectedChanges = found.ExpectedChanges });
        found.ExpectedChanges.ShouldBeEmpty();
        next.Bundle("1.0", _worker, "version: 1").ShouldBe(found);
        next.Damage(release.Id).ShouldBeNull();
    }

    [Fact]
    public void AReleaseGivesWayToTheSameOneThatAnotherCatalogMadeFirst()
    {
        using var first = Open(Path.Combine(_folder.Path, "first"));
        using var catalog = Open();
        var theirs = first.Bundle("1.0", _worker, "version: 1");
        catalog.Bundle("1.0", _worker, "version: 1").CreatedAt.ShouldNotBe(theirs.CreatedAt);

        catalog.Replace(theirs.Id, first.Archive(theirs.Id));

        catalog.Find(theirs.Id).ShouldNotBeNull().CreatedAt.ShouldBe(theirs.CreatedAt);
        using var next = Open();
        next.List().ShouldHaveSingleItem().CreatedAt.ShouldBe(theirs.CreatedAt);
        next.Damage(theirs.Id).ShouldBeNull();
        Directory.EnumerateFileSystemEntries(Root).ShouldHaveSingleItem();
    }

    [Fact]
    public void AnUnknownReleaseIsNotFound()
    {
        using var catalog = Open();
        ReleaseId.TryParse("nothing", out var id).ShouldBeTrue();
        catalog.Find(id).ShouldBeNull();
        Should.Throw<KeyNotFoundException>(() => catalog.RulesOf(id));
    }

    [Fact]
    public void AFolderOfTheVersionBeforeIsAReleaseUnderItsOldName()
    {
        // As the version before made it: worker and rules, nothing else, named by SHA-256 over path, newline and digest of each file, then newline and rules.
        const string Name = "0.1.0-da8fc99f";
        var home = Path.Combine(Root, Name);
        WriteWorker(Path.Combine(home, "worker"));
        File.WriteAllText(Path.Combine(home, "rules.yaml"), "version: 1");
        using var catalog = Open();
        var release = catalog.List().ShouldHaveSingleItem();
        release.Id.Name.ShouldBe(Name);
        release.CreatedBy.ShouldBe("bundled");
        catalog.Damage(release.Id).ShouldBeNull();
        catalog.Bundle("0.1.0", _worker, "version: 1").Id.ShouldBe(release.Id);
        File.WriteAllText(Path.Combine(home, "worker", "LogPlatform.Worker.dll"), "tampered");
        using var next = Open();
        next.Damage(release.Id).ShouldNotBeNull();
    }

    [Fact]
    public void WhatACrashLeftHalfMadeIsNoRelease()
    {
        foreach (var left in new[] { ".intake-1", "1.0-12345678.new" })
        {
            WriteWorker(Path.Combine(Root, left, "worker"));
            File.WriteAllText(Path.Combine(Root, left, "rules.yaml"), "version: 1");
        }

        using var catalog = Open();
        catalog.List().ShouldBeEmpty();
        Directory.EnumerateFileSystemEntries(Root).ShouldBeEmpty();
    }

    [Fact]
    public void AForeignFolderIsLeftAlone()
    {
        Directory.CreateDirectory(Path.Combine(Root, "notes"));
        using var catalog = Open();
        catalog.List().ShouldBeEmpty();
        Directory.Exists(Path.Combine(Root, "notes")).ShouldBeTrue();
    }

    [Theory]
    [InlineData("worker/LogPlatform.Worker.dll", "worker")]
    [InlineData("worker/added.dll", "worker")]
    [InlineData("rules.yaml", "rules")]
    [InlineData("release.json", "cannot be read")]
    public void WhatWasChangedAfterwardsIsSaid(string file, string said)
    {
        using var catalog = Open();
        var release = catalog.Bundle("1.0", _worker, "version: 1");
        catalog.Damage(release.Id).ShouldBeNull();
        File.WriteAllText(Path.Combine(Root, release.Id.Name, file), "version: 1\nrules:\n  - drop: true\n");
        catalog.Damage(release.Id).ShouldNotBeNull().ShouldContain(said);
    }

    [Fact]
    public void AReleaseThatIsGoneFromTheDiskIsDamaged()
    {
        using var catalog = Open();
        var release = catalog.Bundle("1.0", _worker, "version: 1");
        Directory.Delete(Path.Combine(Root, release.Id.Name), recursive: true);
        catalog.Damage(release.Id).ShouldNotBeNull().ShouldContain("cannot be read");
    }

    private static void WriteWorker(string folder)
    {
        Directory.CreateDirectory(Path.Combine(folder, "runtimes"));
        File.WriteAllText(Path.Combine(folder, "LogPlatform.Worker.dll"), "code");
        File.WriteAllText(Path.Combine(folder, "runtimes", "native.so"), "more code");
    }

    private FileReleaseCatalog Open(string? root = null) => FileReleaseCatalog.Open(root ?? Root, ReleaseChecks.CheckWorker, TimeProvider.System, NullLogger<FileReleaseCatalog>.Instance);
}
