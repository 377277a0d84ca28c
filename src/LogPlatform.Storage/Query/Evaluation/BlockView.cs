using LogPlatform.Core.Ports;
using LogPlatform.Core.Records;
using LogPlatform.Storage.Blocks;
using LogPlatform.Storage.Blocks.Records;

namespace LogPlatform.Storage.Query.Evaluation;

/// <summary>A block as a filter sees it. Not thread-safe.</summary>
/// <param name="block">What the catalog says of it.</param>
/// <param name="reader">Its content.</param>
internal sealed class BlockView(StoredBlock block, BlockReader reader)
{
    private RecordBatch? _origins;

    /// <summary>What the catalog says of it.</summary>
    public StoredBlock Block => block;

    /// <summary>Its content.</summary>
    public BlockReader Reader => reader;

    /// <summary>A batch whose resources and scopes are those of the block, in its numbering, and without records.</summary>
    public RecordBatch Origins => _origins ??= ReadOrigins();

    private RecordBatch ReadOrigins()
    {
        var batch = new RecordBatch();
        var origins = new OriginReader(reader.Schema, batch, new ValueReader(reader.Schema, batch));
        for (var number = 1; number <= reader.Schema.ResourceCount; number++)
        {
            origins.Resource(number);
        }

        for (var number = 1; number <= reader.Schema.ScopeCount; number++)
        {
            origins.Scope(number);
        }

        return batch;
    }
}
