using System.IO.Compression;
using System.Text;
using LogPlatform.Core.Releases;
using LogPlatform.Releases;
using Microsoft.Extensions.Logging.Abstractions;

namespace LogPlatform.Standalone.Tests.Releases;

/// <summary>What is taken in as a release, and what is not: then nothing of it stays.</summary>
public sealed class ReleaseIntakeTests : IDisposable
{
    private const int SymbolicLink = unchecked((int)0xA1FF_0000);
    private const int NamedPipe = 0x11FF_0000;

    private readonly TemporaryFolder _folder = new();
    private readonly FileReleaseCatalog _catalog;

    public ReleaseIntakeTests() => _catalog = FileReleaseCatalog.Open(Root, ReleaseChecks.CheckWorker, TimeProvider.System, NullLogger<FileReleaseCatalog>.Instance);

    private string Root => Path.Combine(_folder.Path, "releases");

    public void Dispose()
    {
        _catalog.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task AWholeArchiveBecomesARelease()
    {
        var intake = await TakeAsync(ReleaseArchive.Of("2.0.0-rc.1", expectedChanges: ["user.email"], notes: "masks more")
            .WithWorker().WithRules().WithSample("login", "{\"message\":\"a\"}\n", "{\"body\":\"a\"}\n"));
        intake.Errors.ShouldBeEmpty();
        intake.IsNew.ShouldBeTrue();
        var release = intake.Release.ShouldNotBeNull();
        release.Id.Name.ShouldBe("2.0.0-rc.1-" + release.Fingerprint.Short);
        (release.CreatedBy, release.Notes, release.Samples).ShouldBe(("op_1", "masks more", 1));
        release.ExpectedChanges.ShouldBe([new ExpectedChange("user.email")]);
        _catalog.Find(release.Id).ShouldBe(release);
        _catalog.Damage(release.Id).ShouldBeNull();
        _catalog.SamplesOf(release.Id).ShouldHaveSingleItem().Name.ShouldBe("login");
        _catalog.FilesOf(release.Id).Keys.ShouldContain("LogPlatform.Worker.dll");
    }

    [Fact]
    public async Task TheSameContentTwiceIsOneRelease()
    {
        var first = await TakeAsync(ReleaseArchive.Of("1.0").WithWorker().WithRules());
        var again = await TakeAsync(ReleaseArchive.Of("1.0", notes: "said otherwise").WithWorker().WithRules());
        again.IsNew.ShouldBeFalse();
        again.Release.ShouldBe(first.Release);
        _catalog.List().Count.ShouldBe(1);
    }

    [Fact]
    public async Task SamplesAndExpectedChangesAreContentAndAreNotInherited()
    {
        var first = (await TakeAsync(ReleaseArchive.Of("1.0", expectedChanges: ["body"]).WithWorker().WithRules().WithSample("s", "x\n", ""))).Release.ShouldNotBeNull();
        var next = (await TakeAsync(ReleaseArchive.Of("1.0", origin: first.Id.Name))).Release.ShouldNotBeNull();
        next.Id.ShouldNotBe(first.Id);
        (next.Artifact, next.Configuration).ShouldBe((first.Artifact, first.Configuration));
        next.Samples.ShouldBe(0);
        next.ExpectedChanges.ShouldBeEmpty();
    }

    [Fact]
    public async Task WhatIsMissingComesFromTheBase()
    {
        var origin = (await TakeAsync(ReleaseArchive.Of("1.0").WithWorker().WithRules())).Release.ShouldNotBeNull();
        var rules = (await TakeAsync(ReleaseArchive.Of("1.1", origin.Id.Name).WithRules("version: 1\nrules:\n  - drop: true\n"))).Release.ShouldNotBeNull();
        rules.Artifact.ShouldBe(origin.Artifact);
        rules.Configuration.ShouldNotBe(origin.Configuration);
        var worker = (await TakeAsync(ReleaseArchive.Of("1.2", rules.Id.Name).WithFaultyWorker(new { hang = true }))).Release.ShouldNotBeNull();
        worker.Artifact.ShouldNotBe(origin.Artifact);
        worker.Configuration.ShouldBe(rules.Configuration);
    }

    [Fact]
    public async Task ADamagedBaseGivesNothing()
    {
        var origin = (await TakeAsync(ReleaseArchive.Of("1.0").WithWorker().WithRules())).Release.ShouldNotBeNull();
        await File.AppendAllTextAsync(_catalog.FolderOf(origin.Id).WorkerAssembly, "x", TestContext.Current.CancellationToken);
        await RefusedAsync(ReleaseArchive.Of("1.1", origin.Id.Name).WithRules(), "damaged", kept: 1);
    }

    [Theory]
    [InlineData("../evil.txt", "leads out")]
    [InlineData("worker/../../evil.txt", "leads out")]
    [InlineData("worker/./x.dll", "leads out")]
    [InlineData("worker//x.dll", "leads out")]
    [InlineData("/etc/evil", "leads out")]
    [InlineData("C:/evil.txt", "colon")]
    [InlineData("worker/x.dll:stream", "colon")]
    [InlineData("worker\\..\\evil.txt", "backslash")]
    [InlineData("worker/a\nb.dll", "control character")]
    [InlineData("worker/trailing. ", "not every disk")]
    [InlineData("evil.txt", "none of the places")]
    [InlineData("Worker/x.dll", "none of the places")]
    [InlineData("samples/deep/x.in.ndjson", "none of the places")]
    [InlineData("samples/x.txt", "none of the places")]
    [InlineData("release.json/x", "none of the places")]
    [InlineData("worker/LogPlatform.Worker.DLL", "case only")]
    [InlineData("rules.yaml", "twice")]
    [InlineData("worker/LogPlatform.Worker.dll/x", "a file and a folder")]
    public async Task AnEntryThatCouldLieElsewhereIsRefused(string path, string said)
    {
        await RefusedAsync(ReleaseArchive.Of("1.0").WithWorker().WithRules().With(path, "evil"), said);
        File.Exists(Path.Combine(_folder.Path, "evil.txt")).ShouldBeFalse();
    }

    [Theory]
    [InlineData(SymbolicLink)]
    [InlineData(NamedPipe)]
    public Task AnEntryThatIsNoOrdinaryFileIsRefused(int attributes) =>
        RefusedAsync(ReleaseArchive.Of("1.0").WithWorker().WithRules().With("worker/link", "/etc/passwd", attributes), "no ordinary file");

    [Fact]
    public Task TooManyEntriesAreRefused() => RefusedAsync(
        archive =>
        {
            for (var i = 0; i <= ArchiveEntries.MaxFiles; i++)
            {
                archive.CreateEntry($"worker/{i}");
            }
        },
        "at most");

    [Fact]
    public Task AnArchiveThatUnpacksToTooMuchIsRefusedWhileItIsUnpacked() => RefusedAsync(
        archive =>
        {
            var zeros = new byte[1 << 20];
            using var bomb = archive.CreateEntry("worker/zeros", CompressionLevel.Fastest).Open();
            for (var written = 0L; written <= ArchiveExtraction.MaxBytes; written += zeros.Length)
            {
                bomb.Write(zeros);
            }
        },
        "unpacks to more");

    [Theory]
    [InlineData("")]
    [InlineData("not an archive at all")]
    public async Task WhatIsNoArchiveIsRefused(string content)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(content));
        (await TakeAsync(stream)).Errors.ShouldHaveSingleItem().ShouldContain("ZIP");
        LeftNothing();
    }

    [Fact]
    public async Task AnArchiveThatIsCutOffIsRefused()
    {
        var whole = ReleaseArchive.Of("1.0").WithWorker().WithRules().ToBytes();
        using var stream = new MemoryStream(whole[..(whole.Length / 2)]);
        (await TakeAsync(stream)).Errors.ShouldNotBeEmpty();
        LeftNothing();
    }

    [Fact]
    public async Task AStreamThatCannotBeReadTwiceIsAsGood()
    {
        await using var stream = new ForwardStream(ReleaseArchive.Of("1.0").WithWorker().WithRules().ToBytes());
        (await TakeAsync(stream)).Errors.ShouldBeEmpty();
        Directory.EnumerateFileSystemEntries(Root).Count().ShouldBe(1);
    }

    [Fact]
    public Task WithoutADescriptionThereIsNoRelease() => RefusedAsync(new ReleaseArchive().WithWorker().WithRules(), "no \"version\"");

    [Theory]
    [InlineData("[]", "not a JSON object")]
    [InlineData("{", "not valid JSON")]
    [InlineData("""{"version":"../1"}""", "the version")]
    [InlineData("""{"version":".hidden"}""", "the version")]
    [InlineData("""{"version":"12345678901234567890123456789012345678901"}""", "the version")]
    [InlineData("""{"version":7}""", "not a string")]
    [InlineData("""{"version":"1","vesion":"2"}""", "unknown member")]
    [InlineData("""{"version":"1","base":"nothing"}""", "no release that is there")]
    [InlineData("""{"version":"1","base":"../../etc"}""", "no release that is there")]
    [InlineData("""{"version":"1","expectedChanges":{}}""", "not a list")]
    [InlineData("""{"version":"1","expectedChanges":[{"service":"a"}]}""", "no \"field\"")]
    [InlineData("""{"version":"1","expectedChanges":["body"]}""", "no \"field\"")]
    public Task ADescriptionThatMakesNoSenseIsRefused(string json, string said) =>
        RefusedAsync(new ReleaseArchive().With("release.json", json).WithWorker().WithRules(), said);

    [Fact]
    public Task WithoutAWorkerOrABaseThereIsNoRelease() => RefusedAsync(ReleaseArchive.Of("1.0").WithRules(), "no worker");

    [Fact]
    public Task WithoutRulesOrABaseThereIsNoRelease() => RefusedAsync(ReleaseArchive.Of("1.0").WithWorker(), "no rules.yaml");

    [Fact]
    public async Task AWorkerThatIsNoneIsRefused()
    {
        await RefusedAsync(ReleaseArchive.Of("1.0").WithRules().With("worker/readme.txt", "x"), "missing binary");
        var library = await File.ReadAllBytesAsync(Path.Combine(Repository.WorkerFolder, "LogPlatform.Core.dll"), TestContext.Current.CancellationToken);
        foreach (var binary in new[] { "MZ no code"u8.ToArray(), library })
        {
            await RefusedAsync(
                ReleaseArchive.Of("1.0").WithRules().With("worker/LogPlatform.Worker.dll", binary).With("worker/LogPlatform.Worker.runtimeconfig.json", "{}"),
                "foreign binary");
        }
    }

    [Fact]
    public Task RulesThatDoNotCompileAreRefusedWithThePlace() =>
        RefusedAsync(ReleaseArchive.Of("1.0").WithWorker().WithRules("version: 1\nrules:\n  - name: x\n    dropp: {}\n"), "rules.yaml(4,5)");

    [Fact]
    public Task RulesThatAreNoTextAreRefused() =>
        RefusedAsync(ReleaseArchive.Of("1.0").WithWorker().With("rules.yaml", [0xFF, 0xFE, 0xFF]), "UTF-8");

    [Theory]
    [InlineData("x.in.ndjson", "{}\n", "stands alone")]
    [InlineData("x.out.ndjson", "{}\n", "stands alone")]
    [InlineData("x.in.ndjson", "{\"a\":\n", "not valid JSON")]
    [InlineData("x.in.ndjson", "", "no record")]
    [InlineData("x.out.ndjson", "{}\n[1]\n", "line 2")]
    public Task ASampleThatCannotBeComparedIsRefused(string file, string content, string said) =>
        RefusedAsync(ReleaseArchive.Of("1.0").WithWorker().WithRules().With("samples/" + file, content), said);

    [Fact]
    public async Task AllMistakesAreSaidAtOnce()
    {
        var intake = await TakeAsync(new ReleaseArchive()
            .With("release.json", """{"base":7}""")
            .With("worker/LogPlatform.Worker.dll", "no code")
            .WithRules("version: 1\nrules:\n  - dropp: {}\n  - dorp: {}\n")
            .With("samples/a.in.ndjson", "{"));
        var errors = string.Join('\n', intake.Errors);
        foreach (var said in new[]
        {
            "no \"version\"", "\"base\"", "foreign binary", "missing binary", "rules.yaml(3,", "rules.yaml(4,", "stands alone", "not valid JSON",
        })
        {
            errors.ShouldContain(said);
        }

        LeftNothing();
    }

    private async Task<ReleaseIntake> TakeAsync(ReleaseArchive archive)
    {
        await using var stream = archive.Open();
        return await TakeAsync(stream);
    }

    private Task<ReleaseIntake> TakeAsync(Stream stream) => _catalog.CreateAsync(stream, "op_1", TestContext.Current.CancellationToken);

    private async Task RefusedAsync(Action<ZipArchive> fill, string said)
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            fill(archive);
        }

        bytes.Position = 0;
        (await TakeAsync(bytes)).Errors.ShouldHaveSingleItem().ShouldContain(said);
        LeftNothing();
    }

    private async Task RefusedAsync(ReleaseArchive archive, string said, int kept = 0)
    {
        var intake = await TakeAsync(archive);
        intake.Release.ShouldBeNull();
        intake.IsNew.ShouldBeFalse();
        string.Join('\n', intake.Errors).ShouldContain(said);
        LeftNothing(kept);
    }

    private void LeftNothing(int kept = 0)
    {
        _catalog.List().Count.ShouldBe(kept);
        Directory.EnumerateFileSystemEntries(Root).Count().ShouldBe(kept);
    }

    private sealed class ForwardStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
