using System.Text;
using LogPlatform.Core.Records;
using LogPlatform.Core.Releases;
using LogPlatform.Core.Validation.Statistics;

namespace LogPlatform.Core.Validation.Diff;

/// <summary>
/// Differences summed up by service, field and kind, in bounded memory: 1,000 ways to differ and 1,000 services are kept apart, the rest is counted together as
/// <see cref="DiffFields.Other"/>. Not thread-safe.
/// </summary>
/// <param name="expected">What the release declares as meant.</param>
public sealed partial class DiffAggregate(IReadOnlyList<ExpectedChange> expected)
{
    private const int MaxServices = 1000;
    private const int MaxFields = 1000;
    private const double NoiseAlpha = 0.01;

    private readonly ExpectedChangeSet _expected = new(expected);
    private readonly KeyTable _serviceNames = new();
    private readonly KeyTable _fieldNames = new();
    private readonly List<ServiceTally> _services = [];
    private readonly ServiceTally _otherServices = new(-1, DiffFields.Other);
    private readonly Dictionary<(int Service, int Field, ChangeKind Kind), FieldTally> _fields = [];
    private readonly Dictionary<(ChangeKind Kind, bool IsExpected), FieldTally> _otherFields = [];
    private readonly ServiceTally _unknown = new(-1, string.Empty);
    private DiffRun _run;
    private long _record;
    private ServiceTally _service = null!;
    private FieldTally? _attributed;
    private bool _isDifferent;

    /// <summary>Records compared between the releases.</summary>
    public long Compared { get; private set; }

    /// <summary>Records compared between two runs of the baseline.</summary>
    public long NoiseCompared { get; private set; }

    /// <summary>Records that differ between the releases in any way.</summary>
    public long Different { get; private set; }

    /// <summary>
    /// Records that differ in a way that is neither expected nor noise. Each different record is counted under one of its ways, so when noise is recognised late the figure
    /// may miss records that also differ otherwise; it is never below the most frequent unexpected way, and 0 only when there is none.
    /// </summary>
    public long UnexpectedRecords
    {
        get
        {
            var (sum, most) = (0L, 0L);
            foreach (var tally in Tallies.Where(tally => tally.Records > 0 && DispositionOf(tally) == ChangeDisposition.Unexpected))
            {
                sum += tally.Attributed;
                most = Math.Max(most, tally.Records);
            }

            return Math.Max(sum, most);
        }
    }

    private IEnumerable<FieldTally> Tallies => _fields.Values.Concat(_otherFields.Values);

    /// <summary>Counts records of a service that are known to be equal without a look at each, for example because the encoded output is the same.</summary>
    public void CountEqual(DiffRun run, string service, long records)
    {
        Count(run, records);
        ServiceOf(Encoding.UTF8.GetBytes(service)).Count(run, records);
    }

    /// <summary>
    /// Counts equal records whose services nobody looked up. They may be of any service, so they are added to the compared records of each: shares by service are
    /// then lower bounds, never too high.
    /// </summary>
    public void CountEqual(DiffRun run, long records)
    {
        Count(run, records);
        _unknown.Count(run, records);
    }

    /// <summary>The differences: unexpected ones first, then the most frequent first.</summary>
    /// <param name="max">At most so many.</param>
    public IReadOnlyList<FieldChange> Changes(int max) =>
    [
        .. Tallies.Where(tally => tally.Records > 0)
            .Select(tally => new FieldChange(tally.Service.Name, tally.Field, tally.Kind, tally.Records, ComparedOf(tally.Service), DispositionOf(tally), [.. tally.Examples]))
            .OrderBy(change => change.Disposition != ChangeDisposition.Unexpected)
            .ThenByDescending(change => change.Records)
            .ThenBy(change => change.Service, StringComparer.Ordinal)
            .ThenBy(change => change.Field, StringComparer.Ordinal)
            .ThenBy(change => change.Kind)
            .Take(max),
    ];

    /// <summary>The tally of a service by name.</summary>
    internal ServiceTally ServiceOf(ReadOnlySpan<byte> name)
    {
        var key = _serviceNames.Find(name);
        if (key >= 0)
        {
            return _services[key];
        }

        if (_services.Count >= MaxServices)
        {
            return _otherServices;
        }

        var tally = new ServiceTally(_serviceNames.Intern(name), Encoding.UTF8.GetString(name));
        _services.Add(tally);
        return tally;
    }

    /// <summary>Begins with a record that is compared.</summary>
    internal void Begin(DiffRun run, ServiceTally service)
    {
        (_run, _service, _attributed, _isDifferent) = (run, service, null, false);
        _record++;
        Count(run, 1);
        service.Count(run, 1);
    }

    /// <summary>Counts a difference of the record. Returns its tally when an example is wanted.</summary>
    internal FieldTally? Differs(ReadOnlySpan<byte> field, ChangeKind kind)
    {
        var tally = TallyOf(field, kind);
        if (!tally.Count(_run, _record) || _run == DiffRun.Noise)
        {
            return null;
        }

        _isDifferent = true;
        if (!tally.IsExpected && (_attributed is null || DispositionOf(_attributed) == ChangeDisposition.Noise))
        {
            _attributed = tally;
        }

        return tally.WantsExample ? tally : null;
    }

    /// <summary>Ends a record.</summary>
    internal void End()
    {
        Different += _isDifferent ? 1 : 0;
        if (_attributed is not null)
        {
            _attributed.Attributed++;
        }
    }

    private void Count(DiffRun run, long records)
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

    private FieldTally TallyOf(ReadOnlySpan<byte> field, ChangeKind kind)
    {
        var fieldKey = _fieldNames.Find(field);
        if (fieldKey >= 0 && _fields.TryGetValue((_service.Key, fieldKey, kind), out var known))
        {
            return known;
        }

        var name = Encoding.UTF8.GetString(field);
        return _fields.Count < MaxFields
            ? _fields[(_service.Key, _fieldNames.Intern(field), kind)] = new FieldTally(_service, name, kind, _expected.Covers(_service.Name, name))
            : OtherTally(kind, _expected.Covers(_service.Name, name));
    }

    private FieldTally OtherTally(ChangeKind kind, bool isExpected)
    {
        if (!_otherFields.TryGetValue((kind, isExpected), out var other))
        {
            _otherFields[(kind, isExpected)] = other = new FieldTally(_otherServices, DiffFields.Other, kind, isExpected);
        }

        return other;
    }

    // What is counted together may be of any service.
    private long ComparedOf(ServiceTally service) => service == _otherServices ? Compared : service.Compared + _unknown.Compared;

    private long NoiseComparedOf(ServiceTally service) => service == _otherServices ? NoiseCompared : service.NoiseCompared + _unknown.NoiseCompared;

    // A release is a pure function of its input, so what two runs never differed in is no noise, however few were compared. What they did differ in is noise unless
    // they clearly differ in less than half as many records.
    private ChangeDisposition DispositionOf(FieldTally tally)
    {
        if (tally.IsExpected)
        {
            return ChangeDisposition.Expected;
        }

        if (tally.NoiseRecords == 0)
        {
            return ChangeDisposition.Unexpected;
        }

        var compared = Math.Max(1, Math.Max(ComparedOf(tally.Service), tally.Records));
        var test = RateTest.ThatAtLeast(tally.Records / (2.0 * compared));
        test.Add(tally.NoiseRecords, Math.Max(tally.NoiseRecords, NoiseComparedOf(tally.Service)));
        return test.IsRejected(NoiseAlpha) ? ChangeDisposition.Unexpected : ChangeDisposition.Noise;
    }
}
