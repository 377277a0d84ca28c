using System.Diagnostics;
using System.Diagnostics.Metrics;
using LogPlatform.Core.Slots;

namespace LogPlatform.Gateway.Dispatch;

/// <summary>What the dispatcher counts. Outcomes are counted after they are stored.</summary>
internal sealed class DispatchInstruments
{
    private readonly Counter<long> _records;
    private readonly Counter<long> _retries;
    private readonly Histogram<double> _duration;

    public DispatchInstruments(IMeterFactory meters)
    {
        var meter = meters.Create("LogPlatform");
        _records = meter.CreateCounter<long>("logplatform.dispatch.records", "{record}", "Records that left the journal, by what became of them.");
        _retries = meter.CreateCounter<long>("logplatform.dispatch.retries", "{unit}", "Units of work that were sent again.");
        _duration = meter.CreateHistogram<double>("logplatform.dispatch.unit.duration", "s", "From the lease to the commit of a unit of work.");
    }

    public void OnCommitted(SlotPointer pointer, long committed, long quarantined, long dropped, TimeSpan elapsed)
    {
        var color = new KeyValuePair<string, object?>("logplatform.slot.color", pointer.Color.ToString());
        Add(committed, "committed", color);
        Add(quarantined, "quarantined", color);
        Add(dropped, "dropped", color);
        _duration.Record(elapsed.TotalSeconds, color);
    }

    public void OnRetried(string reason) => _retries.Add(1, new TagList { { "reason", reason } });

    private void Add(long count, string outcome, KeyValuePair<string, object?> color)
    {
        if (count > 0)
        {
            _records.Add(count, color, new KeyValuePair<string, object?>("outcome", outcome));
        }
    }
}
