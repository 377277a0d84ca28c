using System.Buffers;
using LogPlatform.Core.Ports;
using LogPlatform.Storage.Blocks;
using LogPlatform.Storage.Query.Evaluation;

namespace LogPlatform.Storage.Query.Scanning;

/// <summary>An open block and the memory it is read from.</summary>
internal sealed class BlockHandle(StoredBlock block, BlockReader reader, IMemoryOwner<byte> memory) : IDisposable
{
    private int _disposed;

    /// <summary>What filters look at.</summary>
    public BlockView View { get; } = new(block, reader);

    /// <summary>What the catalog says of the block.</summary>
    public StoredBlock Block => block;

    /// <summary>Its content.</summary>
    public BlockReader Reader => reader;

    /// <summary>Gives the memory back; the reader must not be used any more.</summary>
    public void Dispose()
    {
        // Pooled memory that is given back twice would be lent to two readers.
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            memory.Dispose();
        }
    }
}
