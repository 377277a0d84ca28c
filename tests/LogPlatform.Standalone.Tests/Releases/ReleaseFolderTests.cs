using LogPlatform.Core.Slots;
using LogPlatform.Standalone.Releases;
using LogPlatform.Standalone.Tests.Processes;

namespace LogPlatform.Standalone.Tests.Releases;

public sealed class ReleaseFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _worker;

    public ReleaseFolderTests()
    {
        _worker = Path.Combine(_folder.Path, "bundle");
        Directory.CreateDirectory(Path.Combine(_worker, "runtimes"));
        File.WriteAllText(Path.Combine(_worker, "LogPlatform.Worker.dll"), "code");
        File.WriteAllText(Path.Combine(_worker, "runtimes", "native.so"), "more code");
    }

    private ReleaseFolder Releases => new(Path.Combine(_folder.Path, "releases"));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void AReleaseIsACopyOfItsOwn()
    {
        var release = Releases.Install("1.0", _worker, "version: 1");
        File.WriteAllText(Path.Combine(_worker, "LogPlatform.Worker.dll"), "changed");
        File.ReadAllText(release.WorkerAssembly).ShouldBe("code");
        File.ReadAllText(release.Rules).ShouldBe("version: 1");
        File.ReadAllText(Path.Combine(Path.GetDirectoryName(release.WorkerAssembly)!, "runtimes", "native.so")).ShouldBe("more code");
    }

    [Fact]
    public void TheSameContentIsTheSameRelease() =>
        Releases.Install("1.0", _worker, "version: 1").ShouldBe(Releases.Install("1.0", _worker, "version: 1"));

    [Fact]
    public void OtherRulesAreAnotherRelease() =>
        Releases.Install("1.0", _worker, "version: 1").Id.ShouldNotBe(Releases.Install("1.0", _worker, "version: 1 # other").Id);

    [Fact]
    public void AnotherWorkerIsAnotherRelease()
    {
        var first = Releases.Install("1.0", _worker, string.Empty);
        File.WriteAllText(Path.Combine(_worker, "runtimes", "native.so"), "other code");
        Releases.Install("1.0", _worker, string.Empty).Fingerprint.ShouldNotBe(first.Fingerprint);
    }

    [Fact]
    public void AnInstalledReleaseIsFoundWithItsFingerprint()
    {
        var installed = Releases.Install("1.0", _worker, "version: 1");
        Releases.Find(installed.Id).ShouldBe(installed);
    }

    [Fact]
    public void AnUnknownReleaseIsNotFound()
    {
        ReleaseId.TryParse("nothing", out var id).ShouldBeTrue();
        Releases.Find(id).ShouldBeNull();
    }

    [Fact]
    public void WhatACrashLeftHalfCopiedIsNoRelease()
    {
        var name = Releases.Install("1.0", _worker, "version: 1").Id.Name;
        var home = Path.Combine(_folder.Path, "releases", name);
        Directory.Move(home, home + ".new");
        File.Delete(Path.Combine(home + ".new", "worker", "LogPlatform.Worker.dll"));
        File.ReadAllText(Releases.Install("1.0", _worker, "version: 1").WorkerAssembly).ShouldBe("code");
    }
}
