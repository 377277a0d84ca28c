using LogPlatform.Core.Records;

namespace LogPlatform.Core.Validation.Diff;

/// <summary>Goes through two values of a field down to the leaves that differ, and counts each under its name.</summary>
internal sealed class ValueWalk(BatchPair pair)
{
    private const int OnStack = 64;

    private readonly FieldPath _path = new();
    private DiffAggregate _aggregate = null!;
    private long _batch;
    private int _ordinal;
    private int _before;

    public void Bind(DiffAggregate aggregate) => _aggregate = aggregate;

    /// <summary>Turns to a record.</summary>
    /// <param name="batch">Where it is, or the one it is compared with.</param>
    /// <param name="record">The record.</param>
    /// <param name="before">Its index among the baseline's records; <see cref="BatchPair.None"/> when it is not there.</param>
    public void Turn(RecordBatch batch, in LogRecord record, int before) =>
        (_batch, _ordinal, _before) = (batch.Sources[record.Source].Id.Value, record.Ordinal, before);

    /// <summary>How a field differs that may be missing on a side.</summary>
    public static ChangeKind KindOf(bool isBefore, bool isAfter) => (isBefore, isAfter) switch
    {
        (true, true) => ChangeKind.Changed,
        (true, false) => ChangeKind.Removed,
        _ => ChangeKind.Added,
    };

    /// <summary>Counts a difference of a field. Returns its tally when <see cref="Example"/> is wanted.</summary>
    public FieldTally? Differs(ReadOnlySpan<byte> field, ChangeKind kind) => _aggregate.Differs(field, kind);

    /// <summary>Keeps an example.</summary>
    public void Example(FieldTally tally, string? before, string? after)
    {
        // What appears may be a secret that the baseline masked elsewhere in the record.
        var isHidden = tally.Kind == ChangeKind.Added && _before != BatchPair.None && RedactionMarks.AreIn(pair.Before, _before);
        var (shownBefore, shownAfter) = ExampleText.Shape(before, after, isHidden);
        tally.AddExample(new ChangeExample(_batch, _ordinal, shownBefore, shownAfter));
    }

    /// <summary>Compares texts; an empty one is a missing one.</summary>
    public void Texts(ReadOnlySpan<byte> field, TextRef before, TextRef after)
    {
        if (!pair.TextsEqual(before, after) && Differs(field, KindOf(!before.IsEmpty, !after.IsEmpty)) is { } tally)
        {
            Example(tally, before.IsEmpty ? null : pair.Before.String(before), after.IsEmpty ? null : pair.After.String(after));
        }
    }

    /// <summary>Compares numbers; 0 is a missing one.</summary>
    public void Numbers(ReadOnlySpan<byte> field, long before, long after)
    {
        if (before != after && Differs(field, KindOf(before != 0, after != 0)) is { } tally)
        {
            Example(tally, before == 0 ? null : $"{before}", after == 0 ? null : $"{after}");
        }
    }

    /// <summary>Compares the values of a field.</summary>
    public void Values(ReadOnlySpan<byte> field, in Value before, in Value after)
    {
        if (!pair.ValuesEqual(before, after))
        {
            _path.Begin(field);
            Descend(before, after);
        }
    }

    /// <summary>Compares lists of named values. Their names stand under <paramref name="field"/>; the record's attributes under none.</summary>
    public void Lists(ReadOnlySpan<byte> field, int beforeStart, int beforeCount, int afterStart, int afterCount)
    {
        if (!pair.ListsEqual(beforeStart, beforeCount, afterStart, afterCount))
        {
            _path.Begin(field);
            DescendLists(beforeStart, beforeCount, afterStart, afterCount);
        }
    }

    // The values are known to differ.
    private void Descend(in Value before, in Value after)
    {
        if (before.Kind == ValueKind.Map && after.Kind == ValueKind.Map)
        {
            DescendLists(before.FirstChild, before.Length, after.FirstChild, after.Length);
        }
        else if (before.Kind == ValueKind.Empty)
        {
            OneSided(pair.After, after, ChangeKind.Added);
        }
        else if (after.Kind == ValueKind.Empty)
        {
            OneSided(pair.Before, before, ChangeKind.Removed);
        }
        else if (Differs(_path.Name, ChangeKind.Changed) is { } tally)
        {
            Example(tally, ValueText.Of(pair.Before, before), ValueText.Of(pair.After, after));
        }
    }

    private void DescendLists(int beforeStart, int beforeCount, int afterStart, int afterCount)
    {
        Span<int> partners = beforeCount <= OnStack ? stackalloc int[beforeCount] : new int[beforeCount];
        Span<bool> isTaken = afterCount <= OnStack ? stackalloc bool[afterCount] : new bool[afterCount];
        pair.Match(beforeStart, afterStart, partners, isTaken);
        for (var i = 0; i < beforeCount; i++)
        {
            var member = pair.Before.Attributes[beforeStart + i];
            if (partners[i] == BatchPair.None)
            {
                Member(pair.Before, member, ChangeKind.Removed);
                continue;
            }

            var partner = pair.After.Attributes[afterStart + partners[i]];
            if (!pair.ValuesEqual(member.Value, partner.Value))
            {
                var place = _path.Enter(pair.Before.Keys[member.Key]);
                Descend(member.Value, partner.Value);
                _path.Leave(place);
            }
        }

        for (var j = 0; j < afterCount; j++)
        {
            if (!isTaken[j])
            {
                Member(pair.After, pair.After.Attributes[afterStart + j], ChangeKind.Added);
            }
        }
    }

    private void Member(RecordBatch batch, in RecordAttribute member, ChangeKind kind)
    {
        var place = _path.Enter(batch.Keys[member.Key]);
        OneSided(batch, member.Value, kind);
        _path.Leave(place);
    }

    private void OneSided(RecordBatch batch, in Value value, ChangeKind kind)
    {
        if (value is { Kind: ValueKind.Map, Length: > 0 })
        {
            for (var i = 0; i < value.Length; i++)
            {
                Member(batch, batch.Attributes[value.FirstChild + i], kind);
            }
        }
        else if (Differs(_path.Name, kind) is { } tally)
        {
            var text = ValueText.Of(batch, value);
            Example(tally, kind == ChangeKind.Removed ? text : null, kind == ChangeKind.Added ? text : null);
        }
    }
}
