using LogPlatform.Core.Batches;
using LogPlatform.Core.Ports;
using LogPlatform.Core.Time;
using LogPlatform.Gateway.Dispatch;

namespace LogPlatform.Gateway.Mirror;

/// <summary>Recorded traffic for a mirror whose live traffic is not enough: the latest first, minute by minute, in order within a minute.</summary>
internal sealed class ReplayFeed(IJournal journal, DispatchOptions grouping, TimeSpan window, TimeProvider time)
{
    private static readonly TimeSpan Slice = TimeSpan.FromMinutes(1);

    /// <summary>Every recorded unit of the window before now, once.</summary>
    public IEnumerable<IReadOnlyList<JournalEntry>> Once()
    {
        var end = time.GetUtcNow();
        for (var left = window; left > TimeSpan.Zero; left -= Slice)
        {
            var begin = end - (left < Slice ? left : Slice);
            foreach (var unit in RecordedUnits.Group(journal.Scan(UnixNano.FromDate(begin), UnixNano.FromDate(end)), grouping))
            {
                yield return unit;
            }

            end = begin;
        }
    }

    /// <summary>The same again and again, for load that is no evidence; ends only when nothing is recorded.</summary>
    public IEnumerable<IReadOnlyList<JournalEntry>> Endlessly()
    {
        bool any;
        do
        {
            any = false;
            foreach (var unit in Once())
            {
                any = true;
                yield return unit;
            }
        }
        while (any);
    }
}
