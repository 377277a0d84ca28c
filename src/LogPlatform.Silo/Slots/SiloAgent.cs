using LogPlatform.Contracts.Slots;

namespace LogPlatform.Silo.Slots;

/// <summary>Answers for its silo.</summary>
internal sealed class SiloAgent(GrainId id, Orleans.Runtime.Silo silo, ILoggerFactory loggers, LoadedConfigurations configurations, SiloReports reports)
    : GrainService(id, silo, loggers), ISiloAgent
{
    public Task<SiloReport> ReportAsync() => Task.FromResult(reports.Make());

    public Task<SiloReport> TakeAsync(SlotAssignment assignment)
    {
        configurations.Take(assignment);
        return Task.FromResult(reports.Make());
    }
}
