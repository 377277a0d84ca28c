using System.Text.Json.Serialization;
using LogPlatform.Core.Json;

namespace LogPlatform.Core.Rewinds;

/// <summary>The number of a rewind: 1 for the first, counting up. 0 means none.</summary>
/// <param name="Value">The number.</param>
[JsonConverter(typeof(RewindIdJsonConverter))]
public readonly record struct RewindId(long Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
