using System.Globalization;
using System.Text;
using LogPlatform.ControlPage.Parts;
using LogPlatform.Core.Slots;

namespace LogPlatform.ControlPage.Live;

/// <summary>The curves of both slots, and the charts that are drawn of them. Not thread-safe.</summary>
internal sealed class LiveCurves
{
    private static readonly Color[] Slots = [Color.Blue, Color.Green];
    private readonly Plot _records = new("Records/s", "", Figures.Rate, 10);
    private readonly Plot _bytes = new("Bytes/s", "", value => Figures.Bytes((long)value) + "/s", 1024);
    private readonly Plot _latency = new("Service time of a unit", "p50 p99", value => Figures.Seconds(value), 0.001);
    private readonly Plot _backlog = new("Backlog, records", "", value => Figures.Count((long)value), 10);

    /// <summary>Adds what a slot did in the last <paramref name="elapsed"/>, and how many records wait for it.</summary>
    public void Add(Color slot, SlotReading reading, long backlog, TimeSpan elapsed)
    {
        var seconds = Math.Max(elapsed.TotalSeconds, 0.001);
        _records.Of(slot)[0].Add(reading.Records / seconds);
        _bytes.Of(slot)[0].Add(reading.Bytes / seconds);
        _latency.Of(slot)[0].Add(reading.Median);
        _latency.Of(slot)[1].Add(reading.Tail);
        _backlog.Of(slot)[0].Add(backlog);
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        foreach (var plot in new[] { _records, _bytes, _latency, _backlog })
        {
            plot.Clear();
        }
    }

    /// <summary>Draws the charts.</summary>
    public IReadOnlyList<LiveChart> Draw() => [_records.Draw(), _bytes.Draw(), _latency.Draw(), _backlog.Draw()];

    private sealed class Plot(string title, string names, Func<double, string> say, double least)
    {
        private readonly string[] _names = names.Split(' ');
        private readonly Dictionary<Color, Curve[]> _curves = Slots.ToDictionary(slot => slot, _ => names.Split(' ').Select(_ => new Curve()).ToArray());

        public Curve[] Of(Color slot) => _curves[slot];

        public void Clear()
        {
            foreach (var curve in _curves.Values.SelectMany(curves => curves))
            {
                curve.Clear();
            }
        }

        public LiveChart Draw()
        {
            var top = Scale.RoundUp(Math.Max(least, _curves.Values.SelectMany(curves => curves).Max(curve => curve.Largest)));
            return new LiveChart(title, say(top), [.. Slots.SelectMany(slot => _curves[slot].Select((curve, i) => Draw(slot, _names[i], curve, top)))]);
        }

        private LiveSeries Draw(Color slot, string name, Curve curve, double top)
        {
            var latest = curve.Latest;
            return new LiveSeries(slot, name, curve.Largest > 0 ? Path(curve, top) : string.Empty, double.IsFinite(latest) ? say(latest) : "-", double.IsFinite(latest) ? Y(latest, top) : null);
        }

        private static int Y(double value, double top) => LiveChart.Height - (int)Math.Round(value / top * LiveChart.Height);

        // Relative steps in whole numbers: this is what is sent to every page every second.
        private static string Path(Curve curve, double top)
        {
            var path = new StringBuilder();
            var x = 0;
            int? before = null;
            foreach (var value in curve.Values())
            {
                int? y = double.IsFinite(value) ? Y(value, top) : null;
                _ = (before, y) switch
                {
                    (null, not null) => path.Append(CultureInfo.InvariantCulture, $"M{x} {y}l0 0 "),
                    (not null, not null) => path.Append(CultureInfo.InvariantCulture, $"{Step} {y - before} "),
                    _ => path,
                };
                (before, x) = (y, x + Step);
            }

            return path.ToString();
        }

        private const int Step = LiveChart.Width / (Curve.Length - 1);
    }
}
