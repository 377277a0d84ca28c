using System.Text.Json.Serialization;

namespace LogPlatform.Core.Validation.Diff;

/// <summary>What a <see cref="DiffAggregate"/> has counted in a stretch of time, to be added to another one. As bounded as the aggregate that it comes from.</summary>
/// <param name="Different">Records that differ between the releases in any way.</param>
/// <param name="UnknownCompared">Equal records whose services nobody looked up.</param>
/// <param name="UnknownNoiseCompared">The same of two runs of the baseline.</param>
/// <param name="Services">Records compared, by service.</param>
/// <param name="Fields">Records that differ, by way.</param>
public sealed record DiffDelta(
    long Different,
    long UnknownCompared,
    long UnknownNoiseCompared,
    IReadOnlyList<ServiceDelta> Services,
    IReadOnlyList<FieldDelta> Fields)
{
    /// <summary>Whether nothing was compared.</summary>
    [JsonIgnore]
    public bool IsEmpty => Services.Count == 0 && UnknownCompared == 0 && UnknownNoiseCompared == 0;
}
