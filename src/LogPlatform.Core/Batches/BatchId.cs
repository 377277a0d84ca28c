using System.Text.Json.Serialization;
using LogPlatform.Core.Json;

namespace LogPlatform.Core.Batches;

/// <summary>The journal's number of an ingested batch, from 1 and counting up: without holes where one gateway appends, with holes and in the order of each where several do. 0 means none.</summary>
/// <param name="Value">The number.</param>
[JsonConverter(typeof(BatchIdJsonConverter))]
public readonly record struct BatchId(long Value) : IComparable<BatchId>
{
    /// <summary>The number that follows.</summary>
    public BatchId Next => new(Value + 1);

    /// <inheritdoc/>
    public int CompareTo(BatchId other) => Value.CompareTo(other.Value);

    /// <summary>Order of arrival.</summary>
    public static bool operator <(BatchId left, BatchId right) => left.Value < right.Value;

    /// <summary>Order of arrival.</summary>
    public static bool operator >(BatchId left, BatchId right) => left.Value > right.Value;

    /// <summary>Order of arrival.</summary>
    public static bool operator <=(BatchId left, BatchId right) => left.Value <= right.Value;

    /// <summary>Order of arrival.</summary>
    public static bool operator >=(BatchId left, BatchId right) => left.Value >= right.Value;

    /// <inheritdoc/>
    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
