using LogPlatform.Contracts.Slots;
using Orleans.Services;

namespace LogPlatform.Silo.Slots;

/// <summary>One silo, as the slot's grain reaches it.</summary>
[Alias("LogPlatform.ISiloAgent")]
internal interface ISiloAgent : IGrainService
{
    /// <summary>What the silo runs and does.</summary>
    [Alias("Report")]
    Task<SiloReport> ReportAsync();

    /// <summary>Loads what is assigned and unloads the rest; says how that went.</summary>
    [Alias("Take")]
    Task<SiloReport> TakeAsync(SlotAssignment assignment);
}
