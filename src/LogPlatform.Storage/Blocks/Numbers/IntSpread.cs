namespace LogPlatform.Storage.Blocks.Numbers;

/// <summary>How far the values of a column, and their differences, lie apart. Differences wrap around, which decoding undoes.</summary>
/// <param name="Range">Greatest less least value.</param>
/// <param name="DeltaRange">Greatest less least difference of neighbours.</param>
internal readonly record struct IntSpread(ulong Range, ulong DeltaRange)
{
    public static IntSpread Of(ReadOnlySpan<long> values)
    {
        var least = values[0];
        var most = values[0];
        var leastDelta = long.MaxValue;
        var mostDelta = long.MinValue;
        var previous = values[0];
        for (var i = 1; i < values.Length; i++)
        {
            var value = values[i];
            var delta = value - previous;
            previous = value;
            least = Math.Min(least, value);
            most = Math.Max(most, value);
            leastDelta = Math.Min(leastDelta, delta);
            mostDelta = Math.Max(mostDelta, delta);
        }

        var deltas = values.Length > 1 ? (ulong)mostDelta - (ulong)leastDelta : 0;
        return new IntSpread((ulong)most - (ulong)least, deltas);
    }
}
