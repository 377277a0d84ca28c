using LogPlatform.Core.Rewinds;

namespace LogPlatform.Storage.Segments;

/// <summary>What rewinds have staged and superseded. Used under the store's lock.</summary>
internal sealed class RewindIndex
{
    private static readonly Dictionary<long, long> Nothing = [];
    private readonly Dictionary<RewindId, Dictionary<long, long>> _staged = [];
    private readonly Dictionary<RewindId, RewindOutcome> _outcomes = [];

    /// <summary>What a rewind has staged: the number of the staged frame by that of the one it is to replace.</summary>
    public IReadOnlyDictionary<long, long> StagedBy(RewindId rewind) => _staged.GetValueOrDefault(rewind) ?? Nothing;

    /// <summary>What a rewind superseded; null when it did not come to that, or retention has taken the frame.</summary>
    public RewindOutcome? OutcomeOf(RewindId rewind) => _outcomes.GetValueOrDefault(rewind);

    /// <summary>Adds a staged unit.</summary>
    public void Stage(RewindId rewind, long staged, long replaced)
    {
        if (!_staged.TryGetValue(rewind, out var units))
        {
            _staged[rewind] = units = [];
        }

        units[replaced] = staged;
    }

    /// <summary>Forgets what a rewind has staged.</summary>
    public void Abandon(RewindId rewind) => _staged.Remove(rewind);

    /// <summary>A rewind has superseded what it could, and is over; when it did so before, in sum.</summary>
    public void Complete(RewindId rewind, SupersededTotals totals, long sequence)
    {
        Abandon(rewind);
        var before = OutcomeOf(rewind)?.Totals ?? new SupersededTotals(0, 0, 0, 0);
        _outcomes[rewind] = new RewindOutcome(
            new SupersededTotals(
                before.Units + totals.Units,
                before.Batches + totals.Batches,
                before.RecordsBefore + totals.RecordsBefore,
                before.RecordsAfter + totals.RecordsAfter),
            sequence);
    }

    /// <summary>Drops what was staged where either of the two frames is not kept.</summary>
    public void RemoveWhere(Func<long, bool> isGone)
    {
        foreach (var units in _staged.Values)
        {
            foreach (var (replaced, staged) in units)
            {
                if (isGone(replaced) || isGone(staged))
                {
                    units.Remove(replaced);
                }
            }
        }
    }
}
