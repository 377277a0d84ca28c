using LogPlatform.Storage.Journal;
using LogPlatform.Storage.Segments;

namespace LogPlatform.Standalone.Hosting;

/// <summary>Applies retention by age also while nothing comes in.</summary>
internal sealed class RetentionHost(FileJournal journal, SegmentStore store, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            journal.Trim();
            store.Trim();
        }
    }
}
