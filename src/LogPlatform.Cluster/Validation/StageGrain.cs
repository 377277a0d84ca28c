using LogPlatform.Contracts.Validation;

namespace LogPlatform.Cluster.Validation;

/// <summary>Knows which stage runs, for as long as its leader says so.</summary>
internal sealed class StageGrain(TimeProvider time) : Grain, IStageGrain
{
    private readonly Dictionary<string, (StageShare Share, long HeardAt)> _shares = [];
    private long _newest;
    private StageOrder? _order;
    private long _orderHeardAt;

    /// <inheritdoc/>
    public Task<long> BeginAsync()
    {
        // The clock outlives this activation; within it the numbers grow whatever the clock does.
        _newest = Math.Max(_newest + 1, time.GetUtcNow().ToUnixTimeMilliseconds());
        (_order, _orderHeardAt) = (null, 0);
        _shares.Clear();
        return Task.FromResult(_newest);
    }

    /// <inheritdoc/>
    public Task<StageNews> LeadAsync(StageOrder order, StageShare own)
    {
        if (order.Attempt >= _newest)
        {
            if (order.Attempt > _newest)
            {
                _shares.Clear();
            }

            (_newest, _order, _orderHeardAt) = (order.Attempt, order, time.GetTimestamp());
        }

        Note(own);
        return Task.FromResult(News());
    }

    /// <inheritdoc/>
    public Task<StageNews> FollowAsync(StageShare? own)
    {
        Note(own);
        return Task.FromResult(News());
    }

    /// <inheritdoc/>
    public Task EndAsync(long attempt)
    {
        if (_order?.Attempt == attempt)
        {
            _order = null;
            _shares.Clear();

            // The leader may have said once more that it runs, in a call that comes after this one.
            _newest = attempt + 1;
        }

        return Task.CompletedTask;
    }

    private void Note(StageShare? share)
    {
        if (share is not null && share.Attempt == _order?.Attempt)
        {
            _shares[share.Source] = (share, time.GetTimestamp());
        }
    }

    private StageNews News() => _order is not null && IsFresh(_orderHeardAt)
        ? new StageNews(_order, [.. _shares.Values.Where(share => IsFresh(share.HeardAt)).Select(share => share.Share)])
        : new StageNews(null, []);

    private bool IsFresh(long heardAt) => time.GetElapsedTime(heardAt) < StageLimits.Validity;
}
