using LogPlatform.Core.Ports;
using LogPlatform.Core.Slots;

namespace LogPlatform.Gateway.Tests.Control;

/// <summary>A router of which only the count of leases is asked.</summary>
internal sealed class LeaseCount(SlotPointer current) : ITrafficRouter
{
    public Dictionary<Generation, long> InFlight { get; } = [];

    public SlotPointer Current => current;

    public DateTimeOffset Since => DateTimeOffset.UnixEpoch;

    public Task<SwitchResult> SwitchAsync(SlotPointer expected, SlotPointer next, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<TimeSpan> DrainedAsync(Generation generation, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task EndLeasesAsync(Generation generation, CancellationToken cancellationToken) => throw new NotSupportedException();

    public IReadOnlyDictionary<Generation, long> RecordsInFlight() => InFlight;
}
