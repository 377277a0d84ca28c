namespace LogPlatform.Core.Validation.Diff;

/// <summary>How many records differ in one way.</summary>
internal sealed class FieldTally(ServiceTally service, string field, ChangeKind kind, bool isExpected)
{
    private const int MaxExamples = 3;

    private readonly List<ChangeExample> _examples = [];
    private long _lastRecord;
    private TallyCounts _taken;

    public ServiceTally Service { get; } = service;

    public string Field { get; } = field;

    public ChangeKind Kind { get; } = kind;

    public bool IsExpected { get; } = isExpected;

    public IReadOnlyList<ChangeExample> Examples => _examples;

    /// <summary>Records that differ so between the releases.</summary>
    public long Records { get; private set; }

    /// <summary>Records that differ so between two runs of the baseline.</summary>
    public long NoiseRecords { get; private set; }

    /// <summary>Different records that are counted under this tally and no other.</summary>
    public long Attributed { get; set; }

    public bool WantsExample => _examples.Count < MaxExamples;

    /// <summary>What of <see cref="NoiseRecords"/> was taken.</summary>
    public long NoiseTaken => _taken.NoiseRecords;

    public void AddExample(ChangeExample example) => _examples.Add(example);

    /// <summary>Adds what was counted elsewhere.</summary>
    public void Add(FieldDelta delta)
    {
        Records += delta.Records;
        NoiseRecords += delta.NoiseRecords;
        Attributed += delta.Attributed;
        _examples.AddRange(delta.Examples.Take(MaxExamples - _examples.Count));
    }

    /// <summary>What was counted since this was last called, and the examples since then.</summary>
    public (TallyCounts Counts, IReadOnlyList<ChangeExample> Examples) Take()
    {
        var before = _taken;
        _taken = new TallyCounts(Records, NoiseRecords, Attributed, _examples.Count);
        return (new TallyCounts(Records - before.Records, NoiseRecords - before.NoiseRecords, Attributed - before.Attributed, _examples.Count - before.Examples), [.. _examples.Skip(before.Examples)]);
    }

    /// <summary>Counts a record; false when that record was counted before.</summary>
    public bool Count(DiffRun run, long record)
    {
        if (_lastRecord == record)
        {
            return false;
        }

        _lastRecord = record;
        if (run == DiffRun.Noise)
        {
            NoiseRecords++;
        }
        else
        {
            Records++;
        }

        return true;
    }
}
