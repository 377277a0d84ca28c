using LogPlatform.Core.Ports;
using LogPlatform.Core.Rollouts;

namespace LogPlatform.Gateway.Tests.Deployments;

/// <summary>A deployment store in memory that keeps every state it was given, and fails on command.</summary>
internal sealed class MemoryDeployments(Signal changed) : IDeploymentStore
{
    private readonly Lock _lock = new();
    private readonly List<RolloutState> _saved = [];

    /// <summary>Whether saving fails, and for which states.</summary>
    public Func<RolloutState, bool> Fails { get; set; } = _ => false;

    /// <summary>Attempts that failed.</summary>
    public int Failures { get; private set; }

    /// <summary>Every state in the order in which it was saved.</summary>
    public IReadOnlyList<RolloutState> Saved
    {
        get
        {
            lock (_lock)
            {
                return [.. _saved];
            }
        }
    }

    public RolloutState? Latest() => Saved.MaxBy(state => (state.Id.Value, state.Version));

    public RolloutState? Find(DeploymentId id) => Saved.Where(state => state.Id == id).MaxBy(state => state.Version);

    public IReadOnlyList<RolloutState> List(DeploymentId before, int most) =>
        [.. Saved.GroupBy(state => state.Id).Where(group => before == default || group.Key.Value < before.Value).OrderByDescending(group => group.Key.Value).Take(most).Select(group => Find(group.Key)!)];

    public ValueTask<bool> TrySaveAsync(RolloutState state, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (Fails(state))
            {
                Failures++;
                changed.Raise();
                throw new IOException("the disk is full");
            }

            var last = _saved.Where(other => other.Id == state.Id).Select(other => other.Version).DefaultIfEmpty().Max();
            if (state.Version != last + 1)
            {
                return ValueTask.FromResult(false);
            }

            _saved.Add(state);
        }

        changed.Raise();
        return ValueTask.FromResult(true);
    }
}
