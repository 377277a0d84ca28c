using LogPlatform.Core.Slots;

namespace LogPlatform.Core.Json;

/// <summary>A generation in JSON.</summary>
public sealed class GenerationJsonConverter : NumberJsonConverter<Generation>
{
    /// <inheritdoc/>
    protected override Generation Of(long number) => new(number);

    /// <inheritdoc/>
    protected override long NumberOf(Generation value) => value.Value;
}
