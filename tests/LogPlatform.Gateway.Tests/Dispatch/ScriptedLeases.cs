using LogPlatform.Core.Ports;
using LogPlatform.Core.Slots;
using LogPlatform.Gateway.Dispatch;

namespace LogPlatform.Gateway.Tests.Dispatch;

/// <summary>A pointer that is confirmed when a test says so.</summary>
internal sealed class ScriptedLeases(ActiveSlot<IProcessor> slot, Task? confirmed = null) : ILeaseSource
{
    public ActiveSlot<IProcessor> Active => slot;

    public async ValueTask WhenConfirmedAsync(CancellationToken cancellationToken) => await (confirmed ?? Task.CompletedTask).WaitAsync(cancellationToken);
}
