using LogPlatform.Core.Ports;
using LogPlatform.Core.Slots;
using LogPlatform.Releases;
using LogPlatform.Standalone.Pointer;
using LogPlatform.Standalone.Slots;

namespace LogPlatform.Standalone.Hosting;

/// <summary>Brings the slot that serves up before anything else starts, and takes all nodes down last.</summary>
internal sealed class SlotHost(
    PointerFile pointerFile,
    FileReleaseCatalog releases,
    StartupFiles files,
    LocalSlots slots,
    LocalRouter router,
    IRecordStore store,
    TimeProvider time) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var bundled = releases.Bundle(files.Version, files.WorkerFolder, files.Rules);
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

        router.Begin(record, await slots.BringUpAsync(pointer.Color, pointer.Release, cancellationToken));
    }

    public async Task StopAsync(CancellationToken cancellationToken) => await slots.DisposeAsync();
}
