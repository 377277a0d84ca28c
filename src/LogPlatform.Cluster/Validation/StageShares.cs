using LogPlatform.Contracts.Validation;
using LogPlatform.Core.Validation.Checks;
using LogPlatform.Gateway.Validation;

namespace LogPlatform.Cluster.Validation;

/// <summary>What the other gateways have collected at one attempt. Their totals are kept when they are gone, so that sums never fall. Not thread-safe.</summary>
internal sealed class StageShares(string own, TimeProvider time)
{
    private readonly Dictionary<string, (MirrorStatus Mirror, MirrorLoad? Load)> _known = [];
    private long _live;
    private long? _liveSeenAt;
    private bool _isWarm;

    /// <summary>Takes in what was heard of gateways lately, and returns the sums of all that ever were heard of but this one.</summary>
    public StageSums Take(IReadOnlyList<StageShare> shares)
    {
        // Nothing waits at one that is gone.
        foreach (var (source, (mirror, load)) in _known.ToList())
        {
            _known[source] = (mirror with { Waiting = 0, Lag = TimeSpan.Zero, Backlog = 0 }, load is null ? null : load with { Lag = TimeSpan.Zero });
        }

        foreach (var share in shares.Where(share => share.Source != own))
        {
            _isWarm |= share.IsWarm;
            _known[share.Source] = (EvidenceMessages.FromJson<MirrorStatus>(share.Mirror) ?? MirrorStatus.None, EvidenceMessages.FromJson<MirrorLoad>(share.Load));
        }

        var sum = _known.Values.Aggregate(MirrorStatus.None, (sum, known) => sum.Plus(known.Mirror));
        if (sum.LiveUnits + sum.LeftOut > _live)
        {
            (_live, _liveSeenAt) = (sum.LiveUnits + sum.LeftOut, time.GetTimestamp());
        }

        var loads = _known.Values.Select(known => known.Load).OfType<MirrorLoad>().ToList();
        return new StageSums(sum, loads.Count == 0 ? null : loads.Aggregate((one, other) => one.Plus(other)), _isWarm, _liveSeenAt);
    }
}
