using LogPlatform.Contracts.Processing;
using Orleans.Concurrency;

namespace LogPlatform.Contracts.Slots;

/// <summary>
/// The slot of one color: knows which release it is to run, tells every silo, and reports what each of them runs. One activation, key 0, in that color's cluster. Calls go through
/// the silos in turn and end soon, so who tries again after a timeout does not meet the same silo.
/// </summary>
[Alias("LogPlatform.ISlotGrain")]
public interface ISlotGrain : IGrainWithIntegerKey
{
    /// <summary>What the silos of the color report now; one that does not answer within 2 s is left out. Does not wait for a load that is under way.</summary>
    [AlwaysInterleave]
    [InTurn]
    [ResponseTimeout("00:00:05")]
    [Alias("Report")]
    Task<SlotReport> ReportAsync();

    /// <summary>Makes a configuration the slot's: stored first, then loaded by every silo, and by each that joins later. Loading the same again does nothing.</summary>
    [InTurn]
    [ResponseTimeout("00:00:10")]
    [Alias("Load")]
    Task<SlotReport> LoadAsync(SlotConfiguration configuration);

    /// <summary>Takes the slot's configuration away: its silos run on and process nothing for the slot.</summary>
    [InTurn]
    [ResponseTimeout("00:00:10")]
    [Alias("Clear")]
    Task ClearAsync();

    /// <summary>Loads a configuration beside the slot's into every silo, for rehearsals, rewinds and known answers. Beyond 8 of them, the oldest is forgotten.</summary>
    [InTurn]
    [ResponseTimeout("00:00:10")]
    [Alias("LoadAside")]
    Task<SlotReport> LoadAsideAsync(SlotConfiguration configuration);

    /// <summary>Forgets a configuration that was loaded aside.</summary>
    [InTurn]
    [ResponseTimeout("00:00:10")]
    [Alias("UnloadAside")]
    Task UnloadAsideAsync(string configuration);
}
