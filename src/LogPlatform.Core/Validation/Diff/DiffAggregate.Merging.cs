using System.Text;

namespace LogPlatform.Core.Validation.Diff;

/// <summary>Sums that are counted in several places and judged in one.</summary>
public sealed partial class DiffAggregate
{
    private long _differentTaken;

    /// <summary>What was counted since this was last called.</summary>
    public DiffDelta TakeDelta()
    {
        var different = Different - _differentTaken;
        _differentTaken = Different;
        var unknown = _unknown.Take();
        var services = new List<ServiceDelta>();
        foreach (var tally in _services.Append(_otherServices))
        {
            if (tally.Take() is var counts && counts != default)
            {
                services.Add(new ServiceDelta(NameOf(tally), counts.Compared, counts.NoiseCompared));
            }
        }

        var fields = new List<FieldDelta>();
        foreach (var (tally, field) in NamedTallies())
        {
            if (tally.Take() is var (counts, examples) && counts != default)
            {
                fields.Add(new FieldDelta(NameOf(tally.Service), field, tally.Kind, tally.IsExpected, counts.Records, counts.NoiseRecords, counts.Attributed, examples));
            }
        }

        return new DiffDelta(different, unknown.Compared, unknown.NoiseCompared, services, fields);
    }

    /// <summary>
    /// What two runs of the baseline differed in, as far as it was taken: for who begins to count anew and must not hold against the candidate what is known as noise.
    /// </summary>
    public DiffDelta NoiseTaken() => new(
        0,
        0,
        _unknown.NoiseTaken,
        [.. _services.Append(_otherServices).Where(tally => tally.NoiseTaken > 0).Select(tally => new ServiceDelta(NameOf(tally), 0, tally.NoiseTaken))],
        [
            .. NamedTallies().Where(named => named.Tally.NoiseTaken > 0)
                .Select(named => new FieldDelta(NameOf(named.Tally.Service), named.Field, named.Tally.Kind, named.Tally.IsExpected, 0, named.Tally.NoiseTaken, 0, [])),
        ]);

    /// <summary>Adds what was counted elsewhere, against the same declared changes.</summary>
    public void Merge(DiffDelta delta)
    {
        Different += delta.Different;
        CountEqual(DiffRun.Candidate, delta.UnknownCompared);
        CountEqual(DiffRun.Noise, delta.UnknownNoiseCompared);
        foreach (var service in delta.Services)
        {
            var tally = ServiceOf(service.Service);
            Count(DiffRun.Candidate, service.Compared);
            Count(DiffRun.Noise, service.NoiseCompared);
            tally.Count(DiffRun.Candidate, service.Compared);
            tally.Count(DiffRun.Noise, service.NoiseCompared);
        }

        foreach (var field in delta.Fields)
        {
            TallyOf(field).Add(field);
        }
    }

    private IEnumerable<(FieldTally Tally, string? Field)> NamedTallies() =>
        _fields.Values.Select(tally => (tally, (string?)tally.Field)).Concat(_otherFields.Values.Select(tally => (tally, (string?)null)));

    private string? NameOf(ServiceTally service) => service == _otherServices ? null : service.Name;

    private ServiceTally ServiceOf(string? name) => name is null ? _otherServices : ServiceOf(Encoding.UTF8.GetBytes(name));

    private FieldTally TallyOf(FieldDelta delta)
    {
        if (delta.Field is null)
        {
            return OtherTally(delta.Kind, delta.IsExpected);
        }

        _service = ServiceOf(delta.Service);
        return TallyOf(Encoding.UTF8.GetBytes(delta.Field), delta.Kind);
    }
}
