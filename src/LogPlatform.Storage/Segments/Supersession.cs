using LogPlatform.Core.Rewinds;

namespace LogPlatform.Storage.Segments;

/// <summary>What a supersede frame changes.</summary>
/// <param name="Rewind">The rewind.</param>
/// <param name="Totals">What it replaces, in sum.</param>
/// <param name="Units">The units whose replacement is still there, in order.</param>
internal sealed record Supersession(RewindId Rewind, SupersededTotals Totals, IReadOnlyList<UnitReplacement> Units)
{
    /// <summary>What those replacements change.</summary>
    public static Supersession Of(RewindId rewind, IReadOnlyList<UnitReplacement> units) => new(
        rewind,
        new SupersededTotals(
            units.Count,
            units.Sum(unit => unit.Staged.Totals.Batches),
            units.Sum(unit => unit.Replaced!.Totals.Committed),
            units.Sum(unit => unit.Staged.Totals.Committed)),
        units);

    /// <summary>Begins the frame that says so.</summary>
    public void Begin(FrameBuilder frame)
    {
        frame.Begin(FrameKind.Supersede, null, default);

        // Listed, because retention may have carried these records over and taken the units before the frame is read again.
        frame.AddQuarantineIds([.. Units.SelectMany(unit => unit.Replaced!.QuarantineIds)], default);
        frame.AddNumbers(Rewind.Value, Totals.Batches, Totals.RecordsBefore, Totals.RecordsAfter);
        foreach (var (staged, replaced) in Units)
        {
            frame.AddNumbers(staged.Sequence, replaced!.Sequence);
        }
    }

    /// <summary>Reads what a frame says, and the units it names.</summary>
    /// <exception cref="IOException">The disk failed.</exception>
    public static Supersession Read(FrameView frame, UnitIndex index)
    {
        const int Fixed = 4;
        var (old, next) = (new UnitReader(), new UnitReader());
        var units = new List<UnitReplacement>();
        var count = (frame.NumberCount - Fixed) / 2;
        for (var i = 0; i < count; i++)
        {
            if (index.TryFind(frame.Number(Fixed + (2 * i)), out var staged))
            {
                var replaced = index.TryFind(frame.Number(Fixed + (2 * i) + 1), out var place) ? old.Unit(place) : null;
                units.Add(new UnitReplacement(next.Unit(staged), replaced));
            }
        }

        return new Supersession(new RewindId(frame.Number(0)), new SupersededTotals(count, frame.Number(1), frame.Number(2), frame.Number(3)), units);
    }
}
