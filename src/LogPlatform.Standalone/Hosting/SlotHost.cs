using LogPlatform.Core.Ports;
using LogPlatform.Core.Slots;
using LogPlatform.Standalone.Pointer;
using LogPlatform.Standalone.Releases;
using LogPlatform.Standalone.Slots;
using LogPlatform.Storage.Journal;
using Microsoft.Extensions.Options;

namespace LogPlatform.Standalone.Hosting;

/// <summary>Brings the slot that serves up before anything else starts, and takes it down last.</summary>
internal sealed class SlotHost(
    PointerFile pointerFile,
    ReleaseFolder releases,
    StartupFiles files,
    IRecordStore store,
    IOptions<SlotOptions> options,
    IOptions<JournalOptions> journal,
    TimeProvider time,
    ILoggerFactory loggers) : IHostedService, IAsyncDisposable
{
    private ActiveSlot<IProcessor>? _active;
    private LocalSlot? _slot;
    private string? _socketDirectory;

    /// <summary>The pointer to the slot that serves.</summary>
    public ActiveSlot<IProcessor> Active => _active ?? throw new InvalidOperationException("the slots are not started");

    /// <summary>The slot that serves.</summary>
    public LocalSlot Slot => _slot ?? throw new InvalidOperationException("the slots are not started");

    /// <summary>When the current generation began.</summary>
    public DateTimeOffset Since { get; private set; }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var bundled = releases.Install(files.Version, files.WorkerFolder, files.Rules);
        var stored = pointerFile.Load();
        var record = StartPointer.Choose(stored, bundled.Id, time.GetUtcNow());
        if (record != stored && !pointerFile.TrySave(record, new Generation(stored?.Generation ?? 0)))
        {
            throw new InvalidOperationException("the pointer file changed while the program started");
        }

        var pointer = record.ToPointer();
        if (pointer.Generation.Value > 1)
        {
            // Nothing of an earlier generation runs any more, so nothing of it may commit.
            await store.SealAsync(new Generation(pointer.Generation.Value - 1), cancellationToken);
        }

        var release = releases.Find(pointer.Release) ?? throw new InvalidDataException($"the release '{pointer.Release}' that the pointer names is not in the data folder");

        // A socket's path is at most about 100 bytes, which a data folder may exceed.
        _socketDirectory = Directory.CreateTempSubdirectory("logplatform-").FullName;
        var launch = new WorkerLaunch(release.WorkerAssembly, release.Rules, release.Id.Name, Path.GetFullPath(journal.Value.Directory), _socketDirectory);
        _slot = new LocalSlot(pointer.Color, launch, options.Value, time, loggers.CreateLogger<LocalSlot>());
        _active = new ActiveSlot<IProcessor>(new SlotEpoch<IProcessor>(pointer, _slot));
        Since = record.Since;
        await _slot.WhenReadyAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => DisposeAsync().AsTask();

    /// <summary>Stops the workers; also after a start that failed half-way. Idempotent.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _slot, null) is { } slot)
        {
            await slot.DisposeAsync();
        }

        if (Interlocked.Exchange(ref _socketDirectory, null) is { } sockets)
        {
            Directory.Delete(sockets, recursive: true);
        }
    }
}
