using System.Diagnostics.Metrics;
using LogPlatform.Core.Slots;

namespace LogPlatform.Gateway.Dispatch;

/// <summary>What each slot processes, whether it serves or gets the mirror. The control page draws its curves from these.</summary>
internal sealed class SlotInstruments
{
    public const string Records = "logplatform.slot.records";
    public const string Bytes = "logplatform.slot.bytes";
    public const string Duration = "logplatform.slot.unit.duration";
    public const string ColorTag = "logplatform.slot.color";

    private readonly Counter<long> _records;
    private readonly Counter<long> _bytes;
    private readonly Histogram<double> _duration;

    public SlotInstruments(IMeterFactory meters)
    {
        var meter = meters.Create("LogPlatform");
        _records = meter.CreateCounter<long>(Records, "{record}", "Records that a slot processed, the mirror's included.");
        _bytes = meter.CreateCounter<long>(Bytes, "By", "Bytes of those records, as received.");
        _duration = meter.CreateHistogram<double>(Duration, "s", "Service time of a unit of work at a slot's node.");
    }

    /// <summary>A slot has answered a unit.</summary>
    public void OnProcessed(Color slot, long records, long bytes, TimeSpan serviceTime)
    {
        if (!_records.Enabled && !_bytes.Enabled && !_duration.Enabled)
        {
            return;
        }

        var color = new KeyValuePair<string, object?>(ColorTag, slot.ToString());
        _records.Add(records, color);
        _bytes.Add(bytes, color);
        _duration.Record(serviceTime.TotalSeconds, color);
    }
}
