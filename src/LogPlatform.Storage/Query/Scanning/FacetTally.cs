using System.Runtime.InteropServices;
using LogPlatform.Core.Ports;
using LogPlatform.Storage.Blocks;
using LogPlatform.Storage.Query.Evaluation;

namespace LogPlatform.Storage.Query.Scanning;

/// <summary>Counts the values of fields.</summary>
internal sealed class FacetTally(FacetQuery query, QueryFilter filter, int mostValues) : BlockTally
{
    private readonly bool _isLight = filter.IsLight && query.Fields.All(FieldValues.IsLight);
    private readonly Counts[] _fields = [.. query.Fields.Select(static _ => new Counts())];

    /// <inheritdoc/>
    public override void Add(StoredBlock block, BlockSource source)
    {
        using var handle = filter.Evaluate(block, source, _isLight, Query, out var matches);
        if (handle is null || matches is null)
        {
            return;
        }

        try
        {
            for (var i = 0; i < _fields.Length; i++)
            {
                Count(_fields[i], new FieldValues(handle.View, query.Fields[i]), matches);
            }
        }
        catch (CorruptBlockException)
        {
            Query.Lost++;
        }
    }

    /// <summary>Adds what another worker has.</summary>
    public void Add(FacetTally other)
    {
        Query.Add(other.Query);
        for (var i = 0; i < _fields.Length; i++)
        {
            var (mine, theirs) = (_fields[i], other._fields[i]);
            mine.Missing += theirs.Missing;
            mine.Others += theirs.Others;
            mine.IsCut |= theirs.IsCut;
            foreach (var (value, count) in theirs.Values)
            {
                Count(mine, value, count);
            }
        }
    }

    /// <summary>The facets.</summary>
    public IReadOnlyList<Facet> Facets()
    {
        var facets = new List<Facet>();
        for (var i = 0; i < _fields.Length; i++)
        {
            var field = _fields[i];
            var top = field.Values
                .OrderByDescending(static value => value.Value)
                .ThenBy(static value => value.Key, StringComparer.Ordinal)
                .Take(query.Top)
                .Select(static value => new FacetValue(value.Key, value.Value))
                .ToList();
            var others = field.Others + field.Values.Values.Sum() - top.Sum(static value => value.Count);
            facets.Add(new Facet(query.Fields[i], top, others, field.Missing, !field.IsCut));
        }

        return facets;
    }

    private void Count(Counts field, FieldValues values, RowSet matches)
    {
        var counts = new List<long>();
        foreach (var row in matches)
        {
            var number = values.NumberOf(row);
            if (number < 0)
            {
                field.Missing += number == FieldValues.Missing ? 1 : 0;
                field.Others += number == FieldValues.Opaque ? 1 : 0;
                continue;
            }

            while (number >= counts.Count)
            {
                counts.Add(0);
            }

            counts[number]++;
        }

        for (var number = 0; number < counts.Count; number++)
        {
            Count(field, values.Texts[number], counts[number]);
        }
    }

    private void Count(Counts field, string value, long count)
    {
        if (field.Values.Count >= mostValues && !field.Values.ContainsKey(value))
        {
            field.Others += count;
            field.IsCut = true;
            return;
        }

        CollectionsMarshal.GetValueRefOrAddDefault(field.Values, value, out _) += count;
    }

    private sealed class Counts
    {
        public Dictionary<string, long> Values { get; } = [];

        public long Others { get; set; }

        public long Missing { get; set; }

        public bool IsCut { get; set; }
    }
}
