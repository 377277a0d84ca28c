using LogPlatform.Core.Batches;
using LogPlatform.Core.Ports;
using LogPlatform.Core.Releases;
using LogPlatform.Core.Slots;
using LogPlatform.Gateway.Dispatch;
using LogPlatform.Releases;
using LogPlatform.Standalone.Pointer;
using LogPlatform.Standalone.Slots;
using LogPlatform.Storage.Journal;
using Microsoft.Extensions.Logging.Abstractions;

namespace LogPlatform.Standalone.Tests.Slots;

/// <summary>Slots, router and catalog over a folder and a journal of their own, with real worker processes.</summary>
internal sealed class SlotFixture : IAsyncDisposable
{
    private readonly TemporaryFolder _folder;
    private long _unit;

    private SlotFixture(FileJournal journal, JournalOptions options, int workers, TemporaryFolder folder)
    {
        _folder = folder;
        Journal = journal;
        Catalog = FileReleaseCatalog.Open(Path.Combine(folder.Path, "releases"), ReleaseChecks.CheckWorker, TimeProvider.System, NullLogger<FileReleaseCatalog>.Instance);
        Options = new SlotOptions { Workers = workers, MaxRestartPause = TimeSpan.FromMilliseconds(200), StartLimit = TimeSpan.FromMinutes(5) };
        Slots = new LocalSlots(Catalog, Microsoft.Extensions.Options.Options.Create(Options), Microsoft.Extensions.Options.Options.Create(options), TimeProvider.System, NullLoggerFactory.Instance);
        PointerFile = new PointerFile(PointerPath);
        Router = new LocalRouter(PointerFile, Slots, Leased, TimeProvider.System, NullLogger<LocalRouter>.Instance);
        Good = Catalog.Bundle("1.0", Repository.WorkerFolder, "version: 1\n");
    }

    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public FileJournal Journal { get; }

    public FileReleaseCatalog Catalog { get; }

    public SlotOptions Options { get; }

    public LocalSlots Slots { get; }

    public LeasedRecords Leased { get; } = new();

    public PointerFile PointerFile { get; }

    public LocalRouter Router { get; }

    /// <summary>A sound release without rules.</summary>
    public Release Good { get; }

    public string PointerPath => Path.Combine(_folder.Path, "pointer.json");

    public static async Task<SlotFixture> StartAsync(int workers = 1)
    {
        var folder = new TemporaryFolder();
        var options = new JournalOptions { Directory = Path.Combine(folder.Path, "journal"), SegmentBytes = 1 << 20 };
        return new SlotFixture(await FileJournal.OpenAsync(options, TimeProvider.System, Cancel), options, workers, folder);
    }

    /// <summary>Blue serves the good release as generation 1.</summary>
    public async Task ServeAsync()
    {
        var record = new PointerRecord(Color.Blue, 1, Good.Id.Name, Good.Id.Name, DateTimeOffset.UnixEpoch);
        PointerFile.TrySave(record, default).ShouldBeTrue();
        Router.Begin(record, await Slots.BringUpAsync(Color.Blue, Good.Id, Cancel));
    }

    /// <summary>A release of the faulty worker.</summary>
    public async Task<ReleaseId> FaultyAsync(object faults)
    {
        await using var archive = ReleaseArchive.Of("9.0").WithFaultyWorker(faults).WithRules().Open();
        var intake = await Catalog.CreateAsync(archive, "test", Cancel);
        intake.Errors.ShouldBeEmpty();
        return intake.Release!.Id;
    }

    /// <summary>A unit of one batch of <paramref name="records"/> lines.</summary>
    public async Task<WorkUnit> UnitAsync(int records = 3)
    {
        var before = Journal.LastDurable;
        var lines = string.Concat(Enumerable.Range(0, records).Select(number => $"line {number}\n"));
        var header = new BatchHeader { Format = BatchFormat.Ndjson, ReceivedUnixNano = 1_000_000_000, RecordCount = records };
        (await Journal.AppendAsync(header, System.Text.Encoding.UTF8.GetBytes(lines), Cancel)).Status.ShouldBe(AppendStatus.Appended);
        return new WorkUnit(Interlocked.Increment(ref _unit), new Generation(1), Journal.Read(before, 1));
    }

    public async ValueTask DisposeAsync()
    {
        await Slots.DisposeAsync();
        await Journal.DisposeAsync();
        Catalog.Dispose();
        _folder.Dispose();
    }
}
