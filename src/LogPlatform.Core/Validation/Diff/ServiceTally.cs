namespace LogPlatform.Core.Validation.Diff;

/// <summary>How many records of a service were compared.</summary>
internal sealed class ServiceTally(int key, string name)
{
    private long _comparedTaken;

    public int Key { get; } = key;

    public string Name { get; } = name;

    public long Compared { get; private set; }

    public long NoiseCompared { get; private set; }

    /// <summary>What of <see cref="NoiseCompared"/> was taken.</summary>
    public long NoiseTaken { get; private set; }

    public void Count(DiffRun run, long records)
    {
        if (run == DiffRun.Noise)
        {
            NoiseCompared += records;
        }
        else
        {
            Compared += records;
        }
    }

    /// <summary>What was counted since this was last called.</summary>
    public (long Compared, long NoiseCompared) Take()
    {
        var taken = (Compared - _comparedTaken, NoiseCompared - NoiseTaken);
        (_comparedTaken, NoiseTaken) = (Compared, NoiseCompared);
        return taken;
    }
}
