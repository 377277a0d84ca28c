using Orleans.Concurrency;

namespace LogPlatform.Contracts.Slots;

/// <summary>The slot of one color: knows which release it is to run, tells every silo, and reports what each of them runs. One activation, key 0, in that color's cluster.</summary>
[Alias("LogPlatform.ISlotGrain")]
public interface ISlotGrain : IGrainWithIntegerKey
{
    /// <summary>What the silos of the color report now; one that does not answer within 2 s is left out. Does not wait for a load that is under way.</summary>
    [AlwaysInterleave]
    [Alias("Report")]
    Task<SlotReport> ReportAsync();

    /// <summary>Makes a configuration the slot's: stored first, then loaded by every silo, and by each that joins later. Loading the same again does nothing.</summary>
    [Alias("Load")]
    Task<SlotReport> LoadAsync(SlotConfiguration configuration);

    /// <summary>Takes the slot's configuration away: its silos run on and process nothing for the slot.</summary>
    [Alias("Clear")]
    Task ClearAsync();

    /// <summary>Loads a configuration beside the slot's into every silo, for rehearsals, rewinds and known answers. Beyond 8 of them, the oldest is forgotten.</summary>
    [Alias("LoadAside")]
    Task<SlotReport> LoadAsideAsync(SlotConfiguration configuration);

    /// <summary>Forgets a configuration that was loaded aside.</summary>
    [Alias("UnloadAside")]
    Task UnloadAsideAsync(string configuration);
}
