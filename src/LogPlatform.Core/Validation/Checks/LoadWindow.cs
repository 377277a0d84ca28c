namespace LogPlatform.Core.Validation.Checks;

/// <summary>
/// The latest stretch of observations that has enough units to speak of a rate: a slow start does not count for ever, and neither does a good one.
/// </summary>
internal sealed class LoadWindow(long minUnits)
{
    private const int MaxObservations = 512;

    private static readonly TimeSpan MinLength = TimeSpan.FromSeconds(5);

    private readonly List<MirrorLoad> _loads = [];

    /// <summary>Units answered within the window.</summary>
    public long Units => Last.CompletedUnits - First.CompletedUnits;

    /// <summary>Whether the window is long enough to speak of a rate: what is offered in one burst says nothing about what comes in a second.</summary>
    public bool IsLong => Last.Elapsed - First.Elapsed >= MinLength;

    /// <summary>Live records a second.</summary>
    public double LiveRate => Rate(Last.LiveRecords - First.LiveRecords);

    /// <summary>Records offered to the candidate, a second.</summary>
    public double OfferedRate => Rate(Last.OfferedRecords - First.OfferedRecords);

    /// <summary>Records that the candidate answered, a second.</summary>
    public double CompletedRate => Rate(Last.CompletedRecords - First.CompletedRecords);

    /// <summary>
    /// Records a second with every node busy, by the utilisation law (nodes, records and their service time: P. Denning and J. Buzen, "The operational analysis of
    /// queueing network models", 1978); 0 when unknown.
    /// </summary>
    public double Capacity
    {
        get
        {
            var busy = (Last.Busy - First.Busy).TotalSeconds;
            return busy <= 0 ? 0 : Last.Nodes * (Last.CompletedRecords - First.CompletedRecords) / busy;
        }
    }

    /// <summary>The latest observation.</summary>
    public MirrorLoad Last => _loads.Count == 0 ? None : _loads[^1];

    // The window begins with nothing at time zero.
    private static MirrorLoad None { get; } = new()
    {
        Elapsed = TimeSpan.Zero,
        LiveRecords = 0,
        OfferedRecords = 0,
        CompletedRecords = 0,
        CompletedUnits = 0,
        Busy = TimeSpan.Zero,
        Lag = TimeSpan.Zero,
        Nodes = 0,
    };

    private MirrorLoad First => _loads.Count == 0 ? None : _loads[0];

    public void Add(MirrorLoad load)
    {
        if (_loads.Count == 0)
        {
            _loads.Add(None);
        }

        _loads.Add(load);
        var surplus = 0;
        while (surplus + 2 < _loads.Count && load.CompletedUnits - _loads[surplus + 1].CompletedUnits >= minUnits && load.Elapsed - _loads[surplus + 1].Elapsed >= MinLength)
        {
            surplus++;
        }

        _loads.RemoveRange(0, surplus);
        if (_loads.Count > MaxObservations)
        {
            Thin();
        }
    }

    // Every second one goes; the first and the last stay.
    private void Thin()
    {
        var kept = _loads.Where((_, index) => index % 2 == 0 || index == _loads.Count - 1).ToArray();
        _loads.Clear();
        _loads.AddRange(kept);
    }

    private double Rate(long records)
    {
        var seconds = (Last.Elapsed - First.Elapsed).TotalSeconds;
        return seconds <= 0 ? 0 : records / seconds;
    }
}
