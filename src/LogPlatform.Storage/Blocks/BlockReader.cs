using LogPlatform.Core.Records;

namespace LogPlatform.Storage.Blocks;

/// <summary>Reads an encoded block; columns are decoded when they are first asked for. Not thread-safe.</summary>
public sealed class BlockReader
{
    /// <summary>Opens a block; false when it is not sound.</summary>
    public static bool TryOpen(ReadOnlyMemory<byte> block, out BlockReader? reader) => throw new NotImplementedException();

    /// <summary>Number of records.</summary>
    public int Rows => throw new NotImplementedException();

    /// <summary>Appends the records at <paramref name="rows"/> (rising positions) to <paramref name="batch"/>, complete and lossless but for <see cref="LogRecord.Raw"/>.</summary>
    public void Materialize(ReadOnlySpan<int> rows, RecordBatch batch) => throw new NotImplementedException();
}
