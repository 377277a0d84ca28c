using System.Collections.Concurrent;
using LogPlatform.Core.Batches;
using LogPlatform.Core.Ports;
using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Slots;
using LogPlatform.Gateway.Tests.Dispatch;
using LogPlatform.Storage.Tests;

namespace LogPlatform.Gateway.Tests.Deployments;

/// <summary>What outlives a process: clock, pointer, journal, stores. Processes are started in it, and end in it.</summary>
internal sealed class World : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _notes = new();
    private readonly ConcurrentDictionary<ReleaseId, Task> _provisioning = new();
    private readonly List<ControllerProcess> _processes = [];

    public World() => Deployments = new MemoryDeployments(Changed);

    public Signal Changed { get; } = new();

    public ManualTime Time { get; } = new();

    public MemoryDeployments Deployments { get; }

    public MemoryAudit Audit { get; } = new();

    public MemoryStore Records { get; } = new();

    public MemoryJournal Journal { get; } = new();

    public MemoryCatalogOfReleases Catalog { get; } = new();

    public SlotPointer Pointer { get; set; } = new(Color.Blue, new Generation(1), MemoryCatalogOfReleases.R1);

    /// <summary>Whether every required check passes as soon as it is started.</summary>
    public bool ChecksPassAtOnce { get; set; }

    /// <summary>What the router throws instead of switching.</summary>
    public Exception? SwitchFailure { get; set; }

    /// <summary>Sealing waits for it.</summary>
    public Task Sealing { get; set; } = Task.CompletedTask;

    /// <summary>Stopping the checks waits for it.</summary>
    public Task StoppingOfChecks { get; set; } = Task.CompletedTask;

    /// <summary>What must never happen and did.</summary>
    public ConcurrentQueue<string> Violations { get; } = new();

    /// <summary>What was done, in order.</summary>
    public IReadOnlyList<string> Notes => [.. _notes];

    public RolloutState Latest => Deployments.Latest()!;

    public void Note(string what)
    {
        _notes.Enqueue(what);
        Changed.Raise();
    }

    /// <summary>Filling a slot with a release waits for a task, and fails as it does.</summary>
    public void Provisioning(ReleaseId release, Task outcome) => _provisioning[release] = outcome;

    public Task Provisioning(ReleaseId release) => _provisioning.GetValueOrDefault(release, Task.CompletedTask);

    public Task UntilAsync(RolloutPhase phase) => Changed.UntilAsync(() => Deployments.Latest()?.Phase == phase);

    public Task UntilNotedAsync(string note) => Changed.UntilAsync(() => Notes.Contains(note));

    /// <summary>A process over what is there; the slot of the pointer is up, the other is empty.</summary>
    public ControllerProcess Start(Fuse? fuse = null)
    {
        var process = new ControllerProcess(this, fuse ?? new Fuse());
        _processes.Add(process);
        return process;
    }

    /// <summary>Lets a batch of ten records through under the pointer, of which the store settles as many as told.</summary>
    public async Task TrafficAsync(int settled = 10)
    {
        Journal.Add(records: 10);
        using var result = new WorkResult { Number = 1, Tallies = [new BatchTally(Journal.LastDurable, settled, 0, 0)], Blocks = [], Quarantine = default, CpuNanoseconds = 0 };
        (await Records.CommitAsync(new Commit(Pointer, result), TestContext.Current.CancellationToken)).ShouldBe(CommitStatus.Committed);
    }

    public async ValueTask DisposeAsync()
    {
        Violations.ShouldBeEmpty();
        foreach (var process in _processes)
        {
            await process.DisposeAsync();
        }
    }
}
