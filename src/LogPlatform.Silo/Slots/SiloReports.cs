using LogPlatform.Contracts.Slots;
using LogPlatform.Silo.Units;

namespace LogPlatform.Silo.Slots;

/// <summary>Makes the report of this silo.</summary>
internal sealed class SiloReports(LoadedConfigurations configurations, UnitLanes lanes, ILocalSiloDetails silo, TimeProvider time)
{
    public SiloReport Make()
    {
        var loaded = configurations.Current;
        var slot = loaded.Slot?.Configuration;
        return new SiloReport
        {
            Name = silo.Name,
            Artifact = configurations.Artifact,
            Release = slot?.Release,
            Configuration = slot?.Configuration,
            Refusal = loaded.Refusal,
            ProcessId = Environment.ProcessId,
            UnitsInFlight = lanes.InFlight,
            Units = lanes.Answered,
            CpuSeconds = Environment.CpuUsage.TotalTime.TotalSeconds,
            ResidentBytes = Environment.WorkingSet,
            ReadySeconds = slot is null ? 0 : time.GetElapsedTime(loaded.SlotSince).TotalSeconds,
            Concurrency = lanes.Count,
            Asides = [.. loaded.Asides.Select(aside => aside.Configuration.Configuration)],
            AsideRefusal = loaded.AsideRefusal,
        };
    }
}
