using System.Buffers;
using LogPlatform.Core.Records;

namespace LogPlatform.Storage.Blocks;

/// <summary>Encodes the kept records of a batch as columnar, compressed blocks. Reused from unit to unit; not thread-safe.</summary>
public sealed class BlockEncoder
{
    /// <summary>Appends blocks with all records whose fate is <see cref="RecordFate.Keep"/>, in order, and returns the length of each block.</summary>
    public IReadOnlyList<int> Encode(RecordBatch batch, IBufferWriter<byte> output) => throw new NotImplementedException();
}
