using System.Buffers;
using LogPlatform.Core.Ports;
using LogPlatform.Storage.Blocks;

namespace LogPlatform.Storage.Query.Scanning;

/// <summary>Opens blocks of a catalog.</summary>
internal sealed class BlockSource(IBlockCatalog catalog)
{
    // Times, severities, filter and schema of an ordinary block fit; of one that has more the whole is read.
    private const int PrefixBytes = 4096;
    private const int PrefixBytesPerRow = 10;

    /// <summary>The whole block; null when retention took it or it is damaged.</summary>
    public BlockHandle? Open(StoredBlock block) => Open(block, catalog.Read(block), prefix: false);

    /// <summary>
    /// At least what comes before the columns of fields: <see cref="BlockReader.IsPrefix"/> says whether it is the whole block. Null when retention took it or it
    /// is damaged.
    /// </summary>
    public BlockHandle? OpenPrefix(StoredBlock block)
    {
        var bytes = PrefixBytes + ((long)block.Rows * PrefixBytesPerRow);
        return bytes * 2 >= block.Bytes ? Open(block)
            : Open(block, catalog.ReadPrefix(block, (int)bytes), prefix: true) ?? Open(block);
    }

    private static BlockHandle? Open(StoredBlock block, IMemoryOwner<byte>? memory, bool prefix)
    {
        if (memory is null)
        {
            return null;
        }

        var bytes = memory.Memory.Length > block.Bytes ? memory.Memory[..block.Bytes] : memory.Memory;
        var opened = prefix && bytes.Length < block.Bytes ? BlockReader.TryOpenPrefix(bytes, out var reader) : BlockReader.TryOpen(bytes, out reader);
        if (!opened)
        {
            memory.Dispose();
            return null;
        }

        return new BlockHandle(block, reader!, memory);
    }
}
