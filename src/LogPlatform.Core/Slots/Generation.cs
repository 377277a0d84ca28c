using System.Text.Json.Serialization;
using LogPlatform.Core.Json;

namespace LogPlatform.Core.Slots;

/// <summary>The number of a switch. It only grows: a rollback is a new generation that points back. 0 means none.</summary>
/// <param name="Value">The number.</param>
[JsonConverter(typeof(GenerationJsonConverter))]
public readonly record struct Generation(long Value) : IComparable<Generation>
{
    /// <summary>The generation of the next switch.</summary>
    public Generation Next => new(Value + 1);

    /// <inheritdoc/>
    public int CompareTo(Generation other) => Value.CompareTo(other.Value);

    /// <summary>Order of switches.</summary>
    public static bool operator <(Generation left, Generation right) => left.Value < right.Value;

    /// <summary>Order of switches.</summary>
    public static bool operator >(Generation left, Generation right) => left.Value > right.Value;

    /// <summary>Order of switches.</summary>
    public static bool operator <=(Generation left, Generation right) => left.Value <= right.Value;

    /// <summary>Order of switches.</summary>
    public static bool operator >=(Generation left, Generation right) => left.Value >= right.Value;

    /// <inheritdoc/>
    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
