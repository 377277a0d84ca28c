using LogPlatform.Core.Slots;

namespace LogPlatform.Gateway.Dispatch;

/// <summary>Records between lease and decision, by generation. A unit is counted after its lease was granted and taken off before the lease is given back: a drained generation has none.</summary>
public sealed class LeasedRecords
{
    // A unit is thousands of records, so a lock for each costs nothing.
    private readonly Lock _lock = new();
    private readonly Dictionary<Generation, Attempts> _attempts = [];
    private Generation _ended;

    /// <summary>The generations that hold records, and how many.</summary>
    public IReadOnlyDictionary<Generation, long> Snapshot()
    {
        lock (_lock)
        {
            return _attempts.ToDictionary(pair => pair.Key, pair => pair.Value.Records);
        }
    }

    /// <summary>
    /// Ends the attempts under <paramref name="last"/> and earlier generations: what they hold is processed again under the current one, however long their nodes still take.
    /// For sealed generations only, whose answers nobody would take.
    /// </summary>
    public void End(Generation last)
    {
        List<Attempts> ended;
        lock (_lock)
        {
            _ended = last > _ended ? last : _ended;
            ended = [.. _attempts.Where(pair => pair.Key <= last).Select(pair => pair.Value)];
        }

        // Outside of the lock: whoever waits goes on at once, and comes back here.
        ended.ForEach(static attempts => attempts.End.Cancel());
    }

    /// <summary>Counts an attempt; the token is cancelled when its generation is ended.</summary>
    internal CancellationToken Add(Generation generation, long records)
    {
        lock (_lock)
        {
            if (!_attempts.TryGetValue(generation, out var attempts))
            {
                _attempts[generation] = attempts = new Attempts();
                if (generation <= _ended)
                {
                    attempts.End.Cancel();
                }
            }

            attempts.Records += records;
            attempts.Count++;
            return attempts.End.Token;
        }
    }

    internal void Remove(Generation generation, long records)
    {
        lock (_lock)
        {
            var attempts = _attempts[generation];
            attempts.Records -= records;
            if (--attempts.Count == 0)
            {
                _attempts.Remove(generation);
            }
        }
    }

    private sealed class Attempts
    {
        // Never disposed: it has no timer, and End may cancel it after the last attempt has left.
        public CancellationTokenSource End { get; } = new();

        public long Records { get; set; }

        public int Count { get; set; }
    }
}
