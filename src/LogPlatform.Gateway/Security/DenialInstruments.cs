using System.Diagnostics.Metrics;

namespace LogPlatform.Gateway.Security;

/// <summary>Counts refused actions, those too that are too many for the audit log.</summary>
internal sealed class DenialInstruments(IMeterFactory meters)
{
    private readonly Counter<long> _denied = meters.Create("LogPlatform")
        .CreateCounter<long>("logplatform.control.denied", "{request}", "Actions that holders of known keys tried and may not do.");

    public void OnDenied(string action) => _denied.Add(1, new KeyValuePair<string, object?>("action", action));
}
