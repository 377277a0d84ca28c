namespace LogPlatform.Core.Validation.Diff;

/// <summary>How many records differ in one way.</summary>
internal sealed class FieldTally(ServiceTally service, string field, ChangeKind kind, bool isExpected)
{
    private const int MaxExamples = 3;

    private readonly List<ChangeExample> _examples = [];
    private long _lastRecord;

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

    public void AddExample(ChangeExample example) => _examples.Add(example);

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
