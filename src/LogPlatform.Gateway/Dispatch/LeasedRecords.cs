using LogPlatform.Core.Slots;

namespace LogPlatform.Gateway.Dispatch;

/// <summary>Records between lease and decision, by generation. A unit is counted after its lease was granted and taken off before the lease is given back: a drained generation has none.</summary>
public sealed class LeasedRecords
{
    // A unit is thousands of records, so a lock for each costs nothing.
    private readonly Lock _lock = new();
    private readonly Dictionary<Generation, long> _records = [];

    /// <summary>The generations that hold records, and how many.</summary>
    public IReadOnlyDictionary<Generation, long> Snapshot()
    {
        lock (_lock)
        {
            return new Dictionary<Generation, long>(_records);
        }
    }

    internal void Add(Generation generation, long records)
    {
        lock (_lock)
        {
            _records[generation] = _records.GetValueOrDefault(generation) + records;
        }
    }

    internal void Remove(Generation generation, long records)
    {
        lock (_lock)
        {
            var left = _records[generation] - records;
            if (left == 0)
            {
                _records.Remove(generation);
            }
            else
            {
                _records[generation] = left;
            }
        }
    }
}
