using LogPlatform.Core.Ports;
using LogPlatform.Core.Rewinds;
using LogPlatform.Core.Slots;

namespace LogPlatform.Gateway.Tests.Rewinds;

/// <summary>Units of one generation and their staged replacements.</summary>
internal sealed class MemoryRewindStore : IRewindStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<long, SlotPointer> _staged = [];

    public List<CommittedUnit> Units { get; } = [];

    public Queue<CommitStatus> Refusals { get; } = [];

    public Queue<Exception> SupersedeErrors { get; } = [];

    public int Supersedes { get; private set; }

    public int Abandons { get; private set; }

    public IReadOnlyDictionary<long, SlotPointer> Staged
    {
        get
        {
            lock (_gate)
            {
                return new Dictionary<long, SlotPointer>(_staged);
            }
        }
    }

    public IReadOnlyList<CommittedUnit> UnitsOf(Generation generation) => [.. Units.Where(unit => unit.Pointer.Generation == generation)];

    public IReadOnlySet<long> StagedBy(RewindId rewind) => Staged.Keys.ToHashSet();

    public ValueTask<CommitStatus> StageAsync(RewindId rewind, CommittedUnit replaces, Commit commit, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (Refusals.TryDequeue(out var refusal))
            {
                return ValueTask.FromResult(refusal);
            }

            commit.Result.Tallies.Select(tally => tally.Id).ShouldBe(replaces.Tallies.Select(tally => tally.Id));
            _staged.Add(replaces.Number, commit.Pointer);
            return ValueTask.FromResult(CommitStatus.Committed);
        }
    }

    public ValueTask<SupersededTotals> SupersedeAsync(RewindId rewind, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (SupersedeErrors.TryDequeue(out var error))
            {
                throw error;
            }

            Supersedes++;
            return ValueTask.FromResult(new SupersededTotals(_staged.Count, _staged.Count, 1, 2));
        }
    }

    public ValueTask AbandonAsync(RewindId rewind, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            Abandons++;
            _staged.Clear();
            return ValueTask.CompletedTask;
        }
    }
}
