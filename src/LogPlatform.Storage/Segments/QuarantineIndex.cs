namespace LogPlatform.Storage.Segments;

/// <summary>Which quarantined records there are, and where; their bytes stay on disk. Used under the store's lock.</summary>
internal sealed class QuarantineIndex
{
    // By id. The ids of two runs do not interleave: each run is one frame's, or what is left of one.
    private readonly SortedList<long, QuarantineRun> _runs = [];

    /// <summary>Number of records that were not released.</summary>
    public long Count { get; private set; }

    /// <summary>Bytes of all lists with a record that was not released.</summary>
    public long Bytes => _runs.Values.Sum(run => run.Bytes);

    /// <summary>Adds the records of a frame.</summary>
    public void Add(QuarantineRun run)
    {
        // A run that was carried over takes the place of what is left of the old one.
        for (var i = 0; i < run.Count && At(run.IdAt(i)) is not null; i++)
        {
            Remove(run.IdAt(i));
        }

        Count += run.Count;
        _runs[run.FirstId] = run;
    }

    /// <summary>Whether a record is there.</summary>
    public bool Contains(long id) => At(id) is { } run && run.IndexOf(id) is >= 0 and var index && run.IsLive(index);

    /// <summary>Takes a record out.</summary>
    public void Remove(long id)
    {
        if (At(id) is { } run && run.Remove(id))
        {
            Count--;
            if (run.Live == 0)
            {
                _runs.Remove(run.FirstId);
            }
        }
    }

    /// <summary>Runs with a record after <paramref name="id"/>, in order, with at least <paramref name="most"/> such records if there are so many.</summary>
    public List<QuarantineRun> After(long id, int most)
    {
        var runs = new List<QuarantineRun>();
        for (var (i, found) = (Math.Max(0, FloorIndex(id)), 0); i < _runs.Count && found < most; i++)
        {
            var run = _runs.Values[i];
            if (run.LastId > id)
            {
                runs.Add(run);
                found += run.FirstId > id ? run.Live : 0;
            }
        }

        return runs;
    }

    /// <summary>The runs whose lists are in segments up to a number.</summary>
    public List<QuarantineRun> Through(long segment) => [.. _runs.Values.Where(run => run.List.Segment.Header.Number <= segment)];

    /// <summary>Says where the list that starts at an id is after its frame was written again.</summary>
    public void Move(long firstId, FramePlace list)
    {
        if (_runs.TryGetValue(firstId, out var run))
        {
            run.List = list;
        }
    }

    private QuarantineRun? At(long id)
    {
        var index = FloorIndex(id);
        return index >= 0 && _runs.Values[index].LastId >= id ? _runs.Values[index] : null;
    }

    // The last run that starts at or before `id`; -1 when none does.
    private int FloorIndex(long id)
    {
        var (low, high) = (0, _runs.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _runs.Keys[middle] > id ? (low, middle) : (middle + 1, high);
        }

        return low - 1;
    }
}
