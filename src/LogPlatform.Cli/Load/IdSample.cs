namespace LogPlatform.Cli.Load;

/// <summary>How many ids, and the first of them.</summary>
/// <param name="Count">All of them.</param>
/// <param name="First">At most 20, rising.</param>
public sealed record IdSample(long Count, IReadOnlyList<long> First)
{
    private const int Most = 20;

    /// <summary>Counts ids.</summary>
    public static IdSample Of(IEnumerable<long> ids)
    {
        var first = new List<long>();
        long count = 0;
        foreach (var id in ids)
        {
            count++;
            if (first.Count < Most)
            {
                first.Add(id);
            }
        }

        return new IdSample(count, first);
    }
}
