using LogPlatform.Core.Batches;

namespace LogPlatform.Storage.Segments;

/// <summary>Encodes the quarantine list of a unit of work: the form that <c>WorkResult.Quarantine</c> carries.</summary>
public sealed class QuarantineWriter
{
    /// <summary>Number of records in the list.</summary>
    public int Count => throw new NotImplementedException();

    /// <summary>Adds a record. <paramref name="payload"/> is a batch of this one record, which can be ingested again as it is.</summary>
    public void Add(BatchId batch, int ordinal, long receivedUnixNano, BatchFormat format, ReadOnlySpan<byte> reason, ReadOnlySpan<byte> payload) =>
        throw new NotImplementedException();

    /// <summary>The encoded list, empty without records; valid until the next <see cref="Clear"/>.</summary>
    public ReadOnlyMemory<byte> Encoded => throw new NotImplementedException();

    /// <summary>Forgets all records.</summary>
    public void Clear() => throw new NotImplementedException();
}
