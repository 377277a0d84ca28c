using LogPlatform.Core.Filters;
using LogPlatform.Core.Ports;
using LogPlatform.Core.Records;
using LogPlatform.Storage.Blocks;
using LogPlatform.Storage.Query.Evaluation;

namespace LogPlatform.Storage.Query.Scanning;

/// <summary>
/// Counts records by bucket, and by value when they are grouped. A block inside one bucket costs nothing when all its records count alike, and only its
/// first bytes when they differ by severity.
/// </summary>
internal sealed class HistogramTally(HistogramQuery query, QueryFilter filter, long width) : BlockTally
{
    /// <summary>Distinct values counted apart; what comes later is among the rest.</summary>
    public const int MostValues = 4096;

    private readonly bool _bySeverity = query.GroupBy?.Field == Field.Severity;

    /// <summary>Counts of each value.</summary>
    public Dictionary<string, long[]> Values { get; } = [];

    /// <summary>Counts of everything without a value, or without grouping.</summary>
    public long[] Rest { get; } = new long[query.Buckets];

    /// <inheritdoc/>
    public override void Add(StoredBlock block, BlockSource source)
    {
        var inOneBucket = filter.Covers(block) && Bucket(block.MinUnixNano) == Bucket(block.MaxUnixNano);
        if (inOneBucket && filter.IsAll && query.GroupBy is null)
        {
            Query.Skipped++;
            Query.Matched += block.Rows;
            Rest[Bucket(block.MinUnixNano)] += block.Rows;
            return;
        }

        if (inOneBucket && (filter.IsAll || filter.Severities is not null) && (query.GroupBy is null || _bySeverity))
        {
            AddCounts(block, source);
            return;
        }

        var isLight = filter.IsLight && (query.GroupBy is null || FieldValues.IsLight(query.GroupBy));
        using var handle = filter.Evaluate(block, source, isLight, Query, out var matches);
        if (handle is null || matches is null)
        {
            return;
        }

        try
        {
            AddRows(handle, matches);
        }
        catch (CorruptBlockException)
        {
            Query.Lost++;
        }
    }

    /// <summary>Adds what another worker has.</summary>
    public void Add(HistogramTally other)
    {
        Query.Add(other.Query);
        Sum(Rest, other.Rest);
        foreach (var (value, counts) in other.Values)
        {
            Sum(CountsOf(value), counts);
        }
    }

    /// <summary>Adds the counts of one series to another.</summary>
    public static void Sum(long[] counts, long[] more)
    {
        for (var i = 0; i < counts.Length; i++)
        {
            counts[i] += more[i];
        }
    }

    private int Bucket(long unixNano) => (int)Math.Min((ulong)query.Buckets - 1, (ulong)(unixNano - query.FromUnixNano) / (ulong)width);

    private long[] CountsOf(string value)
    {
        if (!Values.TryGetValue(value, out var counts))
        {
            if (Values.Count == MostValues)
            {
                return Rest;
            }

            Values[value] = counts = new long[query.Buckets];
        }

        return counts;
    }

    private void AddCounts(StoredBlock block, BlockSource source)
    {
        using var handle = source.OpenPrefix(block);
        if (handle is null)
        {
            Query.Lost++;
            return;
        }

        Query.Skipped++;
        var bucket = Bucket(block.MinUnixNano);
        foreach (var (severity, count) in handle.Reader.Light.Counts)
        {
            if (filter.IsAll || filter.Severities!.Passes(severity))
            {
                Query.Matched += count;
                var counts = _bySeverity && severity is > 0 and <= SeverityNumber.Max ? CountsOf(SeverityName.Of(severity)) : Rest;
                counts[bucket] += count;
            }
        }
    }

    private void AddRows(BlockHandle handle, RowSet matches)
    {
        var times = handle.Reader.Times;
        if (query.GroupBy is null)
        {
            foreach (var row in matches)
            {
                Rest[Bucket(times[row])]++;
            }

            return;
        }

        var values = new FieldValues(handle.View, query.GroupBy);
        var series = new List<long[]>();
        foreach (var row in matches)
        {
            var number = values.NumberOf(row);
            while (number >= series.Count)
            {
                series.Add(CountsOf(values.Texts[series.Count]));
            }

            (number < 0 ? Rest : series[number])[Bucket(times[row])]++;
        }
    }
}
