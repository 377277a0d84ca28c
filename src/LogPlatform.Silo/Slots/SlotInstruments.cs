using System.Diagnostics.Metrics;

namespace LogPlatform.Silo.Slots;

/// <summary>What a silo counts of the configurations it is told to load.</summary>
internal sealed class SlotInstruments
{
    private readonly Counter<long> _loads;

    public SlotInstruments(IMeterFactory meters) =>
        _loads = meters.Create("LogPlatform").CreateCounter<long>("logplatform.silo.loads", "{configuration}", "Configurations that the silo was told to load, by outcome.");

    public void OnLoaded(bool isRefused) => _loads.Add(1, new KeyValuePair<string, object?>("outcome", isRefused ? "refused" : "loaded"));
}
