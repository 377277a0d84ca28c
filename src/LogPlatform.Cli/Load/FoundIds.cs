namespace LogPlatform.Cli.Load;

/// <summary>The numbers that an export returned.</summary>
internal sealed class FoundIds
{
    /// <summary>Numbers found at least once.</summary>
    public IdSet Once { get; } = new();

    /// <summary>Numbers found more than once.</summary>
    public IdSet Again { get; } = new();

    /// <summary>Numbers out of range: nobody sent them.</summary>
    public List<long> OutOfRange { get; } = [];

    /// <summary>Counts one record.</summary>
    public void Add(long id)
    {
        if (id is < 0 or >= LoadOptions.MaxRecords)
        {
            OutOfRange.Add(id);
        }
        else if (!Once.Add(id))
        {
            Again.Add(id);
        }
    }

    /// <summary>Compares with what a run knows.</summary>
    public LoadProof Compare(LoadRun run)
    {
        var maybe = Once.Count - Once.Except(run.Maybe).LongCount();
        var strangers = Once.Except(run.Acknowledged).Where(id => !run.Maybe.Contains(id));
        return new LoadProof(
            run.Acknowledged.Count,
            Once.Count,
            maybe,
            IdSample.Of(run.Acknowledged.Except(Once)),
            IdSample.Of(Again.Except(new IdSet())),
            IdSample.Of(OutOfRange.Concat(strangers)));
    }

}
