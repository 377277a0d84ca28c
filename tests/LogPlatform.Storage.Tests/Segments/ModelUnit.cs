using LogPlatform.Core.Batches;
using LogPlatform.Core.Ports;

namespace LogPlatform.Storage.Tests.Segments;

/// <summary>A unit in <see cref="RewindModel"/>.</summary>
/// <param name="Number">The store's number; 0 while it is staged.</param>
/// <param name="Commit">What was committed.</param>
/// <param name="Block">Id of its block, if it has one.</param>
/// <param name="FirstQuarantine">Id of its first quarantined record, if it has one.</param>
internal sealed record ModelUnit(long Number, Commit Commit, long Block, long FirstQuarantine)
{
    /// <summary>Whether it counts: not before a flip, and not after it was replaced.</summary>
    public bool IsVisible { get; init; } = true;

    /// <summary>Whether retention took its block: it still counts.</summary>
    public bool IsTaken { get; init; }

    public int Rows => Sum(tally => tally.Committed);

    public IEnumerable<long> QuarantineIds => Enumerable.Range(0, Sum(tally => tally.Quarantined)).Select(i => FirstQuarantine + i);

    public string BlockText
    {
        get
        {
            var kept = Commit.Result.Tallies.Where(tally => tally.Committed > 0).Select(tally => tally.Id).ToList();
            return $"block {Block} of {kept[0]}-{kept[^1]} by {Commit.Pointer.Generation}: {Rows}";
        }
    }

    public IEnumerable<(long Id, string Text)> QuarantineTexts => Commit.Result.Tallies
        .SelectMany(tally => Enumerable.Range(0, tally.Quarantined).Select(ordinal => (tally.Id, ordinal)))
        .Select((item, i) => (FirstQuarantine + i, $"quarantine {FirstQuarantine + i} of {item.Id}.{item.ordinal} by {Commit.Pointer.Generation}"));

    public int Sum(Func<BatchTally, int> part) => Commit.Result.Tallies.Sum(part);
}
