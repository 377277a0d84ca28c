using System.Collections.Concurrent;
using LogPlatform.Core.Ports;
using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Slots;

namespace LogPlatform.Gateway.Tests.Deployments;

/// <summary>The router of one process, over the real latch. Its pointer outlives it.</summary>
internal sealed class FakeRouter(World world, FakeSlots slots, Fuse fuse) : ITrafficRouter
{
    private readonly ConcurrentDictionary<Generation, SlotEpoch<ISlot>> _epochs = new() { [world.Pointer.Generation] = new SlotEpoch<ISlot>(world.Pointer, slots[world.Pointer.Color]) };
    private ActiveSlot<ISlot>? _active;

    public ActiveSlot<ISlot> Active => _active ??= new ActiveSlot<ISlot>(_epochs[world.Pointer.Generation]);

    public SlotPointer Current => world.Pointer;

    public DateTimeOffset Since => DateTimeOffset.UnixEpoch;

    public ConcurrentDictionary<Generation, long> InFlight { get; } = new();

    public async Task<SwitchResult> SwitchAsync(SlotPointer expected, SlotPointer next, CancellationToken cancellationToken)
    {
        await fuse.CrossAsync();
        if (world.SwitchFailure is { } failure)
        {
            throw failure;
        }

        if (world.Pointer != expected || slots.Find(next.Color) is not { } slot || slot.Release != next.Release || slot.Nodes.Any(node => node.State != NodeState.Ready))
        {
            return new SwitchResult(null, $"{next.Color} is not ready with {next.Release}");
        }

        if (next.Generation.Value != world.Pointer.Generation.Value + 1)
        {
            world.Violations.Enqueue($"generation {next.Generation} follows {world.Pointer.Generation}");
        }

        var from = Active.Current;
        var to = _epochs[next.Generation] = new SlotEpoch<ISlot>(next, slot);
        world.Pointer = next;
        Active.TrySwitch(from, to).ShouldBeTrue();
        world.Note($"switch {next.Color} {next.Generation} {next.Release}");
        await fuse.CrossAsync();
        return new SwitchResult(new SwitchTiming(TimeSpan.FromMilliseconds(1), TimeSpan.Zero, null), null);
    }

    public async Task<TimeSpan> DrainedAsync(Generation generation, CancellationToken cancellationToken)
    {
        await fuse.CrossAsync();
        if (_epochs.TryGetValue(generation, out var epoch))
        {
            await epoch.Latch.Drained.WaitAsync(cancellationToken);
        }

        await fuse.CrossAsync();
        return TimeSpan.FromMilliseconds(3);
    }

    public Task EndLeasesAsync(Generation generation, CancellationToken cancellationToken)
    {
        world.Note($"end leases {generation}");
        return Task.CompletedTask;
    }

    public IReadOnlyDictionary<Generation, long> RecordsInFlight() => InFlight;
}
