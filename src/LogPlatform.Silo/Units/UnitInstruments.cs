using System.Diagnostics.Metrics;
using LogPlatform.Contracts.Processing;

namespace LogPlatform.Silo.Units;

/// <summary>What a silo counts of the units it answers.</summary>
internal sealed class UnitInstruments
{
    private readonly Counter<long> _units;
    private readonly Counter<double> _cpu;
    private readonly Histogram<double> _duration;

    public UnitInstruments(IMeterFactory meters)
    {
        var meter = meters.Create("LogPlatform");
        _units = meter.CreateCounter<long>("logplatform.silo.units", "{unit}", "Units that were answered, by status.");
        _cpu = meter.CreateCounter<double>("logplatform.silo.cpu", "s", "CPU time of the units.");
        _duration = meter.CreateHistogram<double>("logplatform.silo.duration", "s", "Time of a unit on its lane; waiting is not counted.");
    }

    public void OnAnswered(UnitAnswer answer)
    {
        _units.Add(1, new KeyValuePair<string, object?>("status", StatusOf(answer)));
        if (answer.Status == UnitStatus.Processed)
        {
            _cpu.Add(answer.CpuNanoseconds / 1e9);
            _duration.Record(answer.ServiceNanoseconds / 1e9);
        }
    }

    private static string StatusOf(UnitAnswer answer) => answer.Status switch
    {
        UnitStatus.Processed => "processed",
        UnitStatus.UnknownConfiguration => "unknown_configuration",
        _ => "failed",
    };
}
