using LogPlatform.Core.Rewinds;

namespace LogPlatform.Core.Json;

/// <summary>The number of a rewind in JSON.</summary>
public sealed class RewindIdJsonConverter : NumberJsonConverter<RewindId>
{
    /// <inheritdoc/>
    protected override RewindId Of(long number) => new(number);

    /// <inheritdoc/>
    protected override long NumberOf(RewindId value) => value.Value;
}
