using LogPlatform.Core.Batches;
using LogPlatform.Core.Ledger;
using LogPlatform.Core.Ports;
using LogPlatform.Core.Slots;

namespace LogPlatform.Gateway.Tests.Dispatch;

/// <summary>A store that keeps tallies, and fails as a test tells it to.</summary>
internal sealed class MemoryStore : IRecordStore
{
    private readonly Lock _lock = new();
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Dictionary<BatchId, (SlotPointer Pointer, BatchTally Tally)> _committed = [];
    private Generation _sealed;

    /// <summary>Answers that the next commits get instead of being stored.</summary>
    public Queue<CommitStatus> Refusals { get; } = [];

    public BatchId DurableWatermark { get; set; }

    public IReadOnlyDictionary<BatchId, (SlotPointer Pointer, BatchTally Tally)> Committed => _committed;

    public int Expected { get; init; }

    /// <summary>Completes when <see cref="Expected"/> batches are committed.</summary>
    public Task Complete => _reached.Task;

    public void Plant(long id) => _committed[new BatchId(id)] = default;

    public ValueTask<CommitStatus> CommitAsync(Commit commit, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (Refusals.TryDequeue(out var refusal))
            {
                return ValueTask.FromResult(refusal);
            }

            if (commit.Pointer.Generation <= _sealed)
            {
                return ValueTask.FromResult(CommitStatus.Sealed);
            }

            if (commit.Result.Tallies.Any(tally => _committed.ContainsKey(tally.Id)))
            {
                return ValueTask.FromResult(CommitStatus.Duplicate);
            }

            foreach (var tally in commit.Result.Tallies)
            {
                _committed.Add(tally.Id, (commit.Pointer, tally));
            }

            if (_committed.Count >= Expected)
            {
                _reached.TrySetResult();
            }
        }

        return ValueTask.FromResult(CommitStatus.Committed);
    }

    public ValueTask SealAsync(Generation generation, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _sealed = generation;
        }

        return ValueTask.CompletedTask;
    }

    public bool IsCommitted(BatchId id)
    {
        lock (_lock)
        {
            return _committed.ContainsKey(id);
        }
    }

    public ValueTask WaitDurableAsync(BatchId after, CancellationToken cancellationToken) => throw new NotSupportedException();

    public IReadOnlyList<GenerationTotals> Totals()
    {
        lock (_lock)
        {
            return
            [
                .. _committed.Values.GroupBy(commit => commit.Pointer.Generation).OrderBy(group => group.Key).Select(group => new GenerationTotals(
                    group.Key,
                    group.First().Pointer.Release,
                    group.Count(),
                    group.Sum(commit => (long)commit.Tally.Committed),
                    group.Sum(commit => (long)commit.Tally.Quarantined),
                    group.Sum(commit => (long)commit.Tally.Dropped))),
            ];
        }
    }
}
