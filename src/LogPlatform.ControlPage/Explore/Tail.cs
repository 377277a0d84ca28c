using LogPlatform.Core.Filters;
using LogPlatform.Storage.Query;

namespace LogPlatform.ControlPage.Explore;

/// <summary>Follows records as they are stored, and keeps the newest. Thread-safe.</summary>
internal sealed class Tail : IAsyncDisposable
{
    private const int MostKept = 300;

    private readonly Lock _lock = new();
    private readonly LinkedList<RecordView> _kept = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly IDisposable _slot;
    private readonly Task _following;
    private long _seen;
    private long _skipped;

    public Tail(QueryEngine engine, Filter filter, IDisposable slot)
    {
        _slot = slot;
        _following = Task.Run(() => FollowAsync(engine, filter, _stop.Token));
    }

    /// <summary>Whether it follows no more: the storage went away under a record.</summary>
    public bool HasEnded => _following.IsCompleted;

    /// <summary>The newest records, newest first, how many there were in all, and how many of those were left out because there were too many.</summary>
    public (IReadOnlyList<RecordView> Records, long Seen, long Skipped) Newest()
    {
        lock (_lock)
        {
            return ([.. _kept], _seen, _skipped);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _following.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
        _slot.Dispose();
    }

    private async Task FollowAsync(QueryEngine engine, Filter filter, CancellationToken stop)
    {
        await foreach (var page in engine.TailAsync(filter, stop))
        {
            // Only what can still be among the newest is made ready to be shown.
            var views = page.Hits.Skip(page.Hits.Count - MostKept).Select(hit => RecordView.Of(page.Records, hit)).ToList();
            lock (_lock)
            {
                (_seen, _skipped) = (_seen + page.Hits.Count + page.Skipped, _skipped + page.Skipped);
                views.ForEach(view => _kept.AddFirst(view));
                while (_kept.Count > MostKept)
                {
                    _kept.RemoveLast();
                }
            }
        }
    }
}
