using LogPlatform.Core.Ports;
using LogPlatform.Core.Slots;

namespace LogPlatform.Gateway.Tests.Mirror;

/// <summary>Slots that are filled by hand; aside slots are made by a function.</summary>
internal sealed class FakeSlots : ISlotProvisioner
{
    public Dictionary<Color, FakeSlot> Filled { get; } = [];

    public Func<ReleaseId, FakeSlot> Aside { get; set; } = release => new FakeSlot(release);

    public List<FakeSlot> Started { get; } = [];

    public ISlot? Find(Color color) => Filled.GetValueOrDefault(color);

    public Task<ISlot> ProvisionAsync(Color color, ReleaseId release, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task StopAsync(Color color) => throw new NotSupportedException();

    public Task<IAsideSlot> StartAsideAsync(ReleaseId release, int nodes, CancellationToken cancellationToken)
    {
        var slot = Aside(release);
        Started.Add(slot);
        return Task.FromResult<IAsideSlot>(slot);
    }
}
