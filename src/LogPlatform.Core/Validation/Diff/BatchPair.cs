using LogPlatform.Core.Records;

namespace LogPlatform.Core.Validation.Diff;

/// <summary>Two batches whose values are compared. Names are matched once a batch, so that attributes compare as numbers.</summary>
internal sealed class BatchPair
{
    /// <summary>What stands for a missing partner.</summary>
    public const int None = -1;

    private const int NotLookedUp = -2;
    private const int OnStack = 64;

    private int[] _afterKeys = [];

    public RecordBatch Before { get; private set; } = null!;

    public RecordBatch After { get; private set; } = null!;

    public void Bind(RecordBatch before, RecordBatch after)
    {
        (Before, After) = (before, after);
        if (_afterKeys.Length < before.Keys.Count)
        {
            _afterKeys = new int[Math.Max(64, 2 * before.Keys.Count)];
        }

        Array.Fill(_afterKeys, NotLookedUp, 0, before.Keys.Count);
    }

    public bool TextsEqual(TextRef before, TextRef after) => Before.Text(before).SequenceEqual(After.Text(after));

    public bool ValuesEqual(in Value before, in Value after)
    {
        if (before.Kind != after.Kind || before.Length != after.Length)
        {
            return false;
        }

        switch (before.Kind)
        {
            case ValueKind.String or ValueKind.Bytes:
                return TextsEqual(before.Text, after.Text);
            case ValueKind.Array:
                for (var i = 0; i < before.Length; i++)
                {
                    if (!ValuesEqual(Before.Elements[before.FirstChild + i], After.Elements[after.FirstChild + i]))
                    {
                        return false;
                    }
                }

                return true;
            case ValueKind.Map:
                return ListsEqual(before.FirstChild, before.Length, after.FirstChild, after.Length);
            default:
                // Doubles by their bits: a NaN equals itself.
                return before.Int == after.Int;
        }
    }

    /// <summary>Whether two lists of named values are equal but for their order.</summary>
    public bool ListsEqual(int beforeStart, int beforeCount, int afterStart, int afterCount) =>
        beforeCount == afterCount && (HaveSameNames(beforeStart, afterStart, beforeCount) ? EqualInPlace(beforeStart, afterStart, beforeCount) : EqualInAnyOrder(beforeStart, afterStart, beforeCount));

    /// <summary>Finds for each named value of one list its partner of the same name in the other; of several with one name the first goes with the first.</summary>
    /// <param name="beforeStart">First of the one list.</param>
    /// <param name="afterStart">First of the other.</param>
    /// <param name="partners">For each of the one list the offset in the other, or <see cref="None"/>.</param>
    /// <param name="isTaken">For each of the other list whether it is somebody's partner.</param>
    public void Match(int beforeStart, int afterStart, Span<int> partners, Span<bool> isTaken)
    {
        partners.Fill(None);
        isTaken.Clear();
        Span<long> before = partners.Length <= OnStack ? stackalloc long[partners.Length] : new long[partners.Length];
        Span<long> after = isTaken.Length <= OnStack ? stackalloc long[isTaken.Length] : new long[isTaken.Length];
        for (var i = 0; i < before.Length; i++)
        {
            before[i] = ((long)AfterKey(Before.Attributes[beforeStart + i].Key) << 32) | (uint)i;
        }

        for (var j = 0; j < after.Length; j++)
        {
            after[j] = ((long)After.Attributes[afterStart + j].Key << 32) | (uint)j;
        }

        before.Sort();
        after.Sort();
        for (int i = 0, j = 0; i < before.Length && j < after.Length;)
        {
            var order = (before[i] >> 32).CompareTo(after[j] >> 32);
            if (order == 0)
            {
                partners[(int)before[i]] = (int)after[j];
                isTaken[(int)after[j]] = true;
            }

            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }
    }

    // Names before values: a value that was compared in vain and then again in another order would double the work at each depth.
    private bool HaveSameNames(int beforeStart, int afterStart, int count)
    {
        for (var i = 0; i < count; i++)
        {
            if (AfterKey(Before.Attributes[beforeStart + i].Key) != After.Attributes[afterStart + i].Key)
            {
                return false;
            }
        }

        return true;
    }

    private bool EqualInPlace(int beforeStart, int afterStart, int count)
    {
        for (var i = 0; i < count; i++)
        {
            if (!ValuesEqual(Before.Attributes[beforeStart + i].Value, After.Attributes[afterStart + i].Value))
            {
                return false;
            }
        }

        return true;
    }

    private bool EqualInAnyOrder(int beforeStart, int afterStart, int count)
    {
        Span<int> partners = count <= OnStack ? stackalloc int[count] : new int[count];
        Span<bool> isTaken = count <= OnStack ? stackalloc bool[count] : new bool[count];
        Match(beforeStart, afterStart, partners, isTaken);
        for (var i = 0; i < count; i++)
        {
            if (partners[i] == None || !ValuesEqual(Before.Attributes[beforeStart + i].Value, After.Attributes[afterStart + partners[i]].Value))
            {
                return false;
            }
        }

        return true;
    }

    private int AfterKey(int beforeKey)
    {
        ref var key = ref _afterKeys[beforeKey];
        return key != NotLookedUp ? key : key = After.Keys.Find(Before.Keys[beforeKey]);
    }
}
