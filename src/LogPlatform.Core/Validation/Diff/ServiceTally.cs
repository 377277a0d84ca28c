namespace LogPlatform.Core.Validation.Diff;

/// <summary>How many records of a service were compared.</summary>
internal sealed class ServiceTally(int key, string name)
{
    public int Key { get; } = key;

    public string Name { get; } = name;

    public long Compared { get; private set; }

    public long NoiseCompared { get; private set; }

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
}
