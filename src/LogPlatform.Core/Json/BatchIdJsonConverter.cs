using LogPlatform.Core.Batches;

namespace LogPlatform.Core.Json;

/// <summary>The number of a batch in JSON.</summary>
public sealed class BatchIdJsonConverter : NumberJsonConverter<BatchId>
{
    /// <inheritdoc/>
    protected override BatchId Of(long number) => new(number);

    /// <inheritdoc/>
    protected override long NumberOf(BatchId value) => value.Value;
}
