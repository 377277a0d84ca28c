using LogPlatform.Core.Ledger;
using LogPlatform.Core.Ports;
using LogPlatform.Core.Slots;

namespace LogPlatform.Storage.Tests.Segments;

/// <summary>What a store must show, kept in the simplest way.</summary>
internal sealed record RewindModel
{
    /// <summary>All units ever committed or staged, by the store's number.</summary>
    public IReadOnlyList<ModelUnit> Units { get; init; } = [];

    /// <summary>What is staged: rewind, replaced unit, staged unit.</summary>
    public IReadOnlyList<(long Rewind, long Replaced, ModelUnit Unit)> Staged { get; init; } = [];

    /// <summary>Ids of quarantined records that were released.</summary>
    public IReadOnlyList<long> Released { get; init; } = [];

    public long NextBlock { get; init; } = 1;

    public long NextQuarantine { get; init; } = 1;

    public IEnumerable<ModelUnit> Visible => Units.Where(unit => unit.IsVisible);

    public IEnumerable<long> LiveQuarantine => Visible.SelectMany(unit => unit.QuarantineIds).Except(Released);

    /// <summary>The unit that a commit makes, and the model behind it.</summary>
    public (ModelUnit Unit, RewindModel After) Give(long number, Commit commit)
    {
        var unit = new ModelUnit(number, commit, NextBlock, NextQuarantine);
        return (unit, this with { NextBlock = NextBlock + commit.Result.Blocks.Count, NextQuarantine = NextQuarantine + unit.Sum(tally => tally.Quarantined) });
    }

    public RewindModel Commit(long number, Commit commit)
    {
        var (unit, after) = Give(number, commit);
        return after with { Units = [.. Units, unit] };
    }

    public RewindModel Stage(long rewind, long replaced, Commit commit)
    {
        var (unit, after) = Give(0, commit);
        return after with { Staged = [.. Staged, (rewind, replaced, unit)] };
    }

    public RewindModel Abandon(long rewind) => this with { Staged = [.. Staged.Where(staged => staged.Rewind != rewind)] };

    public bool IsHeld(ModelUnit unit) => unit.QuarantineIds.Any(Released.Contains);

    /// <summary>The pairs that a flip exchanges.</summary>
    public IEnumerable<(long Replaced, ModelUnit Unit)> Ready(long rewind) =>
        from staged in Staged
        where staged.Rewind == rewind
        let old = Visible.SingleOrDefault(unit => unit.Number == staged.Replaced && !unit.IsTaken)
        where old is not null && !IsHeld(old)
        select (staged.Replaced, staged.Unit);

    /// <summary>The flip; the store tells the numbers of what was staged only now.</summary>
    public RewindModel Supersede(long rewind, Func<ModelUnit, long> numberOf)
    {
        var ready = Ready(rewind).ToList();
        var gone = ready.Select(pair => pair.Replaced).ToHashSet();
        return Abandon(rewind) with
        {
            Units = [.. Units.Where(unit => !gone.Contains(unit.Number)), .. ready.Select(pair => pair.Unit with { Number = numberOf(pair.Unit) })],
        };
    }

    /// <summary>What <see cref="RewindFixture.View"/> of the store must say.</summary>
    public string View() => string.Join(
        '\n',
        [
            .. Visible.Where(unit => !unit.IsTaken && unit.Rows > 0).OrderBy(unit => unit.Block).Select(unit => unit.BlockText),
            .. Visible.SelectMany(unit => unit.QuarantineTexts).Where(item => !Released.Contains(item.Id)).OrderBy(item => item.Id).Select(item => item.Text),
            .. Visible.GroupBy(unit => unit.Commit.Pointer).OrderBy(group => group.Key.Generation).Select(TotalsOf),
        ]);

    /// <summary>What is staged and held, as text.</summary>
    public string Work(IEnumerable<long> rewinds) => string.Join(
        '\n',
        [
            .. Visible.Where(unit => !unit.IsTaken).OrderBy(unit => unit.Number).Select(unit => $"unit {unit.Number} by {unit.Commit.Pointer.Generation}, held {IsHeld(unit)}"),
            .. rewinds.Select(rewind => $"rewind {rewind}: {string.Join(' ', StagedBy(rewind))}"),
        ]);

    public IEnumerable<long> StagedBy(long rewind) =>
        Staged.Where(staged => staged.Rewind == rewind && Visible.Any(unit => unit.Number == staged.Replaced && !unit.IsTaken)).Select(staged => staged.Replaced).Order();

    private static string TotalsOf(IGrouping<SlotPointer, ModelUnit> units) => new GenerationTotals(
        units.Key.Generation,
        units.Key.Release,
        units.Sum(unit => unit.Commit.Result.Tallies.Count),
        units.Sum(unit => unit.Sum(tally => tally.Committed)),
        units.Sum(unit => unit.Sum(tally => tally.Quarantined)),
        units.Sum(unit => unit.Sum(tally => tally.Dropped))).ToString();
}
