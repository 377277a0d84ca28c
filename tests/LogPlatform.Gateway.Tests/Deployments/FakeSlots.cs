using System.Collections.Concurrent;
using LogPlatform.Core.Ports;
using LogPlatform.Core.Slots;

namespace LogPlatform.Gateway.Tests.Deployments;

/// <summary>The slots of one process. They are gone when it ends.</summary>
internal sealed class FakeSlots(World world, Fuse fuse) : ISlotProvisioner
{
    private readonly ConcurrentDictionary<Color, FakeSlot> _slots = new();

    public FakeSlot this[Color color]
    {
        get => _slots[color];
        set => _slots[color] = value;
    }

    /// <summary>What is said of a slot that is being filled.</summary>
    public string? Awaited { get; set; }

    public string? AwaitedBy(Color color) => Awaited;

    public ISlot? Find(Color color) => _slots.GetValueOrDefault(color);

    /// <summary>Loses what is in a slot, as when its machine is gone.</summary>
    public void Lose(Color color) => _slots.TryRemove(color, out _);

    public async Task<ISlot> ProvisionAsync(Color color, ReleaseId release, CancellationToken cancellationToken)
    {
        await fuse.CrossAsync();
        world.Note($"provision {color} {release}");
        if (_slots.TryGetValue(color, out var there) && there.Release == release)
        {
            return there;
        }

        Serving(color).ShouldBeFalse($"{color} serves and was about to be filled");
        await world.Provisioning(release).WaitAsync(cancellationToken);
        _slots[color] = new FakeSlot(color, release);
        world.Note($"ready {color} {release}");
        await fuse.CrossAsync();
        return _slots[color];
    }

    public async Task StopAsync(Color color)
    {
        await fuse.CrossAsync();
        Serving(color).ShouldBeFalse($"{color} serves and was about to be stopped");
        _slots.TryRemove(color, out _);
        world.Note($"stop {color}");
        await fuse.CrossAsync();
    }

    public Task<IAsideSlot> StartAsideAsync(ReleaseId release, int nodes, CancellationToken cancellationToken) => throw new NotSupportedException();

    private bool Serving(Color color)
    {
        if (world.Pointer.Color != color)
        {
            return false;
        }

        world.Violations.Enqueue($"{color} serves and was touched");
        return true;
    }
}
