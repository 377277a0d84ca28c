using System.Diagnostics.Metrics;

namespace LogPlatform.Gateway.Mirror;

/// <summary>What the mirror counts.</summary>
internal sealed class MirrorInstruments
{
    private readonly Counter<long> _units;
    private readonly Counter<long> _leftOut;
    private readonly Counter<long> _differences;
    private readonly Gauge<double> _lag;

    public MirrorInstruments(IMeterFactory meters)
    {
        var meter = meters.Create("LogPlatform");
        _units = meter.CreateCounter<long>("logplatform.mirror.units", "{unit}", "Units that both releases processed, by where they came from.");
        _leftOut = meter.CreateCounter<long>("logplatform.mirror.left_out", "{unit}", "Live units that were not mirrored, by reason.");
        _differences = meter.CreateCounter<long>("logplatform.mirror.differences", "{unit}", "Units of which the two releases did not make the same bytes.");
        _lag = meter.CreateGauge<double>("logplatform.mirror.lag", "s", "Age of the oldest unit that waits for the mirror.");
    }

    public void OnCompared(bool isReplayed, bool isEqual)
    {
        _units.Add(1, new KeyValuePair<string, object?>("source", isReplayed ? "journal" : "live"));
        if (!isEqual)
        {
            _differences.Add(1);
        }
    }

    public void OnLeftOut(string reason) => _leftOut.Add(1, new KeyValuePair<string, object?>("reason", reason));

    public void OnLag(TimeSpan lag) => _lag.Record(lag.TotalSeconds);
}
