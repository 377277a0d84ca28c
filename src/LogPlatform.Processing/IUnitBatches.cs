using LogPlatform.Core.Batches;
using LogPlatform.Core.Records;

namespace LogPlatform.Processing;

/// <summary>The batches of one unit of work, wherever their bytes are. Asked once for each batch, never for a record.</summary>
public interface IUnitBatches
{
    /// <summary>Number of batches, at least one.</summary>
    int Count { get; }

    /// <summary>The number of the batch at <paramref name="index"/>.</summary>
    BatchId IdAt(int index);

    /// <summary>
    /// Appends the bytes of the batch at <paramref name="index"/> to <paramref name="buffer"/> and says where in it the <paramref name="payload"/> is;
    /// false, with the buffer as it was, when they cannot be had.
    /// </summary>
    bool TryRead(int index, GrowList<byte> buffer, out TextRef payload, out BatchHeader? header);
}
