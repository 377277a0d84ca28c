using LogPlatform.Core.Ports;
using LogPlatform.Core.Slots;

namespace LogPlatform.Gateway.Tests.Mirror;

/// <summary>A pointer that a test moves.</summary>
internal sealed class FakeRouter : ITrafficRouter
{
    public Dictionary<Generation, long> Leased { get; } = [];

    public SlotPointer Current { get; set; } = Names.Blue;

    public DateTimeOffset Since => default;

    public Task<SwitchResult> SwitchAsync(SlotPointer expected, SlotPointer next, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<TimeSpan> DrainedAsync(Generation generation, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task EndLeasesAsync(Generation generation, CancellationToken cancellationToken) => throw new NotSupportedException();

    public IReadOnlyDictionary<Generation, long> RecordsInFlight() => Leased;
}
