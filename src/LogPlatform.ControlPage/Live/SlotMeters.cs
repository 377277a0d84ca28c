using System.Diagnostics.Metrics;
using LogPlatform.Core.Slots;
using LogPlatform.Gateway.Dispatch;

namespace LogPlatform.ControlPage.Live;

/// <summary>Listens to what the slots process, only while somebody looks. Thread-safe.</summary>
internal sealed class SlotMeters(IMeterFactory meters) : IDisposable
{
    // A unit is what arrived in 100 ms or 2 MiB, so a second has tens of them; what is beyond says nothing new of a percentile.
    private const int MostDurations = 4096;

    private readonly Lock _lock = new();
    private readonly Sums _blue = new();
    private readonly Sums _green = new();
    private MeterListener? _listener;

    /// <summary>Starts to listen.</summary>
    public void Start()
    {
        var listener = new MeterListener
        {
            // Other gateways in the same process have instruments of the same names.
            InstrumentPublished = (instrument, self) =>
            {
                if (ReferenceEquals(instrument.Meter.Scope, meters) && instrument.Name is SlotInstruments.Records or SlotInstruments.Bytes or SlotInstruments.Duration)
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>(OnCount);
        listener.SetMeasurementEventCallback<double>(OnDuration);
        listener.Start();
        Interlocked.Exchange(ref _listener, listener)?.Dispose();
        _ = (Read(Color.Blue), Read(Color.Green));
    }

    /// <summary>Stops to listen.</summary>
    public void Stop() => Interlocked.Exchange(ref _listener, null)?.Dispose();

    /// <summary>What a slot did since this was asked before.</summary>
    public SlotReading Read(Color slot)
    {
        lock (_lock)
        {
            var sums = Of(slot);
            sums.Durations.Sort();
            var reading = new SlotReading(sums.Records, sums.Bytes, Quantile(sums.Durations, 0.5), Quantile(sums.Durations, 0.99));
            (sums.Records, sums.Bytes) = (0, 0);
            sums.Durations.Clear();
            return reading;
        }
    }

    public void Dispose() => Stop();

    private static double Quantile(List<double> sorted, double share) =>
        sorted.Count == 0 ? double.NaN : sorted[(int)Math.Ceiling(share * sorted.Count) - 1];

    private static Color ColorIn(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        foreach (var (name, value) in tags)
        {
            if (name == SlotInstruments.ColorTag && Enum.TryParse<Color>(value as string, out var color))
            {
                return color;
            }
        }

        return Color.None;
    }

    private Sums Of(Color slot) => slot == Color.Green ? _green : _blue;

    private void OnCount(Instrument instrument, long count, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state)
    {
        var color = ColorIn(tags);
        lock (_lock)
        {
            var sums = Of(color);
            if (instrument.Name == SlotInstruments.Records)
            {
                sums.Records += count;
            }
            else
            {
                sums.Bytes += count;
            }
        }
    }

    private void OnDuration(Instrument instrument, double seconds, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state)
    {
        var color = ColorIn(tags);
        lock (_lock)
        {
            var sums = Of(color);
            if (sums.Durations.Count < MostDurations)
            {
                sums.Durations.Add(seconds);
            }
        }
    }

    private sealed class Sums
    {
        public long Records { get; set; }

        public long Bytes { get; set; }

        public List<double> Durations { get; } = [];
    }
}
