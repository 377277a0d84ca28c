namespace LogPlatform.Core.Rewinds;

/// <summary>The number of a rewind: 1 for the first, counting up. 0 means none.</summary>
/// <param name="Value">The number.</param>
public readonly record struct RewindId(long Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
