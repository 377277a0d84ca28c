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

    /// <summary>
    /// Loads a configuration beside the slot's into every silo, for rehearsals, rewinds and known answers, until all who use it have unloaded it. Beyond 8 of them, that which nobody
    /// has come to use for longest is forgotten.
    /// </summary>
    /// <param name="configuration">What to load.</param>
    /// <param name="user">Who uses it: one thing at a time, so whoever was lost without a word takes the place of the lost one by coming back under its name.</param>
    [InTurn]
    [ResponseTimeout("00:00:10")]
    [Alias("LoadAside")]
    Task<SlotReport> LoadAsideAsync(SlotConfiguration configuration, string user);

    /// <summary>A user is done with a configuration that was loaded aside; it is forgotten when it was the last.</summary>
    [InTurn]
    [ResponseTimeout("00:00:10")]
    [Alias("UnloadAside")]
    Task UnloadAsideAsync(string configuration, string user);
}
