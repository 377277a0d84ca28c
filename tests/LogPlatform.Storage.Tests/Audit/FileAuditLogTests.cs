using System.Text;
using LogPlatform.Core.Audit;
using LogPlatform.Storage.Audit;
using LogPlatform.Storage.Tests.Files;

namespace LogPlatform.Storage.Tests.Audit;

public sealed class FileAuditLogTests : FolderTests
{
    private const string FileName = "audit.ndjson";

    [Theory]
    [MemberData(nameof(Folders))]
    public async Task EntriesStayAndGoOnAfterAReopen(bool onDisk)
    {
        var directory = Folder(onDisk);
        using (var log = FileAuditLog.Open(directory, Time))
        {
            log.Read(0, 10).ShouldBeEmpty();
            (await AppendAsync(log, 1)).Previous.ShouldBe(AuditChain.Origin);
            await AppendAsync(log, 2);
        }

        using var again = FileAuditLog.Open(directory, Time);
        again.BytesCutOff.ShouldBe(0);
        var third = await AppendAsync(again, 3);
        third.At.ShouldBe(Time.GetUtcNow());
        var all = again.Read(0, 10);
        all.Select(entry => entry.Number).ShouldBe([1, 2, 3]);
        all.Select(entry => entry.Fact).ShouldBe([Fact(1), Fact(2), Fact(3)]);
        again.Verify().ShouldBe(new AuditVerification(true, 3, third.Hash, null, null));
    }

    [Fact]
    public async Task TheLineOfAnEntryIsFixed()
    {
        var directory = new MemoryDirectory();
        using var log = FileAuditLog.Open(directory, Time);
        var entry = await AppendAsync(log, 1);
        Encoding.UTF8.GetString(directory.BytesOf(FileName)).ShouldBe(
            $$"""{"number":1,"at":"2025-03-01T12:00:00+00:00","fact":{"actor":"ann \"key\" 7","action":"pointer.switch","subject":"deployment/1","reason":"ü\n","detail":""},"previous":"{{AuditChain.Origin}}","hash":"{{entry.Hash}}"}"""
            + "\n");
    }

    [Fact]
    public async Task PagesOfALongLogAreReadFromNearTheirPlace()
    {
        var directory = new MemoryDirectory();
        var log = FileAuditLog.Open(directory, Time);
        for (var i = 1; i <= 1000; i++)
        {
            await AppendAsync(log, i);
        }

        for (var life = 0; life < 2; life++)
        {
            var reads = 0;
            directory.Before = (operation, _) => reads += operation == StorageOperation.Read ? 1 : 0;
            log.Read(990, 100).Select(entry => entry.Number).ShouldBe(Enumerable.Range(991, 10).Select(i => (long)i));
            reads.ShouldBeLessThanOrEqualTo(2);
            directory.Before = null;
            log.Read(255, 3).Select(entry => entry.Number).ShouldBe([256, 257, 258]);
            log.Read(256, 1).ShouldHaveSingleItem().Number.ShouldBe(257);
            log.Read(1000, 10).ShouldBeEmpty();
            log.Read(long.MaxValue, 10).ShouldBeEmpty();
            log.Dispose();
            log = FileAuditLog.Open(directory, Time);
        }

        log.Verify().IsIntact.ShouldBeTrue();
        log.Dispose();
    }

    [Fact]
    public async Task ALineTornAtAnyByteIsCutOffAndTheNumberIsUsedAgain()
    {
        var whole = new MemoryDirectory();
        using (var log = FileAuditLog.Open(whole, Time))
        {
            await AppendAsync(log, 1);
            await AppendAsync(log, 2);
        }

        var bytes = whole.BytesOf(FileName);
        var first = bytes.AsSpan().IndexOf((byte)'\n') + 1;
        for (var length = first + 1; length < bytes.Length; length++)
        {
            var directory = new MemoryDirectory();
            directory.Create(FileName).Write(0, bytes.AsSpan(0, length));
            using var again = FileAuditLog.Open(directory, Time);
            again.BytesCutOff.ShouldBe(length - first);
            (await AppendAsync(again, 3)).Number.ShouldBe(2);
            again.Verify().IsIntact.ShouldBeTrue();
        }
    }

    [Fact]
    public async Task ALastLineThatLostASectorIsCutOffToo()
    {
        var directory = new MemoryDirectory();
        using (var log = FileAuditLog.Open(directory, Time))
        {
            await AppendAsync(log, 1);
            await AppendAsync(log, 2);
        }

        var bytes = directory.BytesOf(FileName);
        bytes.AsSpan(bytes.Length - 100, 50).Clear();
        using var again = FileAuditLog.Open(directory, Time);
        again.BytesCutOff.ShouldBeGreaterThan(100);
        again.Read(0, 10).ShouldHaveSingleItem().Number.ShouldBe(1);
    }

    [Theory]
    [InlineData("deployment/2", "deployment/9", 2)]
    [InlineData("{\"number\":2", "garbage", 2)]
    [InlineData("{\"number\":2", "{\"number\":7", 2)]
    public async Task AChangeInTheMiddleIsReportedAndDoesNotPreventGoingOn(string written, string changed, long brokenAt)
    {
        var directory = new MemoryDirectory();
        using (var log = FileAuditLog.Open(directory, Time))
        {
            for (var i = 1; i <= 4; i++)
            {
                await AppendAsync(log, i);
            }
        }

        var text = Encoding.UTF8.GetString(directory.BytesOf(FileName)).Replace(written, changed, StringComparison.Ordinal);
        directory.Create(FileName).Write(0, Encoding.UTF8.GetBytes(text));
        using var again = FileAuditLog.Open(directory, Time);
        (await AppendAsync(again, 5)).Number.ShouldBe(5);
        again.Read(4, 10)[^1].Fact.ShouldBe(Fact(5));
        var found = again.Verify();
        (found.IsIntact, found.BrokenAt).ShouldBe((false, brokenAt));
        found.Detail.ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task ARemovedLineIsFound()
    {
        var directory = new MemoryDirectory();
        using (var log = FileAuditLog.Open(directory, Time))
        {
            for (var i = 1; i <= 4; i++)
            {
                await AppendAsync(log, i);
            }
        }

        var lines = Encoding.UTF8.GetString(directory.BytesOf(FileName)).Split('\n').ToList();
        lines.RemoveAt(1);
        directory.Create(FileName).Write(0, Encoding.UTF8.GetBytes(string.Join('\n', lines)));
        using var again = FileAuditLog.Open(directory, Time);
        again.Verify().BrokenAt.ShouldBe(2);
    }

    [Fact]
    public async Task WhenTheDiskIsFullNothingIsKeptAndLaterItGoesOn()
    {
        var directory = new MemoryDirectory();
        using var log = FileAuditLog.Open(directory, Time);
        await AppendAsync(log, 1);
        for (var tear = 0; tear < 300; tear += 7)
        {
            directory.TearAfter = tear;
            await Should.ThrowAsync<IOException>(async () => await AppendAsync(log, 2));
            directory.TearAfter = null;
            log.Read(0, 10).Count.ShouldBe(1);
            using var killed = FileAuditLog.Open(directory.AfterKill(), Time);
            (killed.BytesCutOff, killed.Read(0, 10).Count).ShouldBe((0, 1));
        }

        (await AppendAsync(log, 2)).Number.ShouldBe(2);
        log.Verify().Entries.ShouldBe(2);
    }

    [Fact]
    public async Task AnEntryWhoseSyncFailedIsNotThereAndOneThatWasConfirmedSurvivesAPowerLoss()
    {
        var directory = new MemoryDirectory();
        using var log = FileAuditLog.Open(directory, Time);
        await AppendAsync(log, 1);
        directory.Before = (operation, _) =>
        {
            if (operation is StorageOperation.Flush or StorageOperation.SetLength)
            {
                throw new IOException("The disk is gone.");
            }
        };
        await Should.ThrowAsync<IOException>(async () => await AppendAsync(log, 2));
        log.Read(0, 10).Count.ShouldBe(1);
        directory.Before = null;
        await AppendAsync(log, 3);
        for (var seed = 0; seed < 20; seed++)
        {
            using var again = FileAuditLog.Open(directory.AfterPowerLoss(new Random(seed)), Time);
            again.Read(0, 10).Select(entry => entry.Fact).ShouldBe([Fact(1), Fact(3)]);
            again.Verify().IsIntact.ShouldBeTrue();
        }
    }

    [Fact]
    public async Task AClosedLogTakesNothing()
    {
        var log = FileAuditLog.Open(new MemoryDirectory(), Time);
        log.Dispose();
        await Should.ThrowAsync<ObjectDisposedException>(async () => await AppendAsync(log, 1));
    }

    private static AuditFact Fact(int i) => new("ann \"key\" 7", "pointer.switch", $"deployment/{i}", "ü\n", string.Empty);

    private static Task<AuditEntry> AppendAsync(FileAuditLog log, int i) => log.AppendAsync(Fact(i), TestContext.Current.CancellationToken).AsTask();
}
