using System.Buffers;

namespace LogPlatform.Core.Ports;

/// <summary>The read side of a store.</summary>
public interface IBlockCatalog
{
    /// <summary>Id of the block that was committed last; 0 when there is none.</summary>
    long LastId { get; }

    /// <summary>
    /// The committed blocks with a record at or after <paramref name="fromUnixNano"/> and before <paramref name="toUnixNano"/>, in falling order of
    /// <see cref="StoredBlock.MaxUnixNano"/>. A consistent snapshot: later commits and retention do not change it.
    /// </summary>
    IReadOnlyList<StoredBlock> Blocks(long fromUnixNano, long toUnixNano);

    /// <summary>Blocks committed after <paramref name="afterId"/>, in order of their ids, at most <paramref name="most"/>.</summary>
    IReadOnlyList<StoredBlock> After(long afterId, int most);

    /// <summary>Completes when a block later than <paramref name="afterId"/> is committed.</summary>
    ValueTask WaitAsync(long afterId, CancellationToken cancellationToken);

    /// <summary>The encoded bytes of a block, exactly <see cref="StoredBlock.Bytes"/> long, or null when retention has taken it. The caller disposes.</summary>
    IMemoryOwner<byte>? Read(StoredBlock block);

    /// <summary>
    /// The first bytes of a block, at least <paramref name="bytes"/> of them or the whole block, or null when retention has taken it. The caller disposes.
    /// Queries rule most blocks out by their first bytes; a store that only reads whole blocks need not implement it.
    /// </summary>
    IMemoryOwner<byte>? ReadPrefix(StoredBlock block, int bytes) => Read(block);
}
