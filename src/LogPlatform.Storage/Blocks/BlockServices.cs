using System.Text;
using LogPlatform.Core.Records;
using LogPlatform.Storage.Blocks.Records;

namespace LogPlatform.Storage.Blocks;

/// <summary>Whose records a block holds, without decoding them.</summary>
public static class BlockServices
{
    /// <summary>The records of each <c>service.name</c>; empty for those without one. Resources that differ otherwise may bring the same service more than once.</summary>
    /// <exception cref="CorruptBlockException">The block breaks the format.</exception>
    public static IReadOnlyList<(string Service, int Records)> Count(BlockReader block)
    {
        var records = new int[block.Schema.ResourceCount + 1];
        foreach (var resource in block.Resources)
        {
            records[resource]++;
        }

        var scratch = new RecordBatch();
        var origins = new OriginReader(block.Schema, scratch, new ValueReader(block.Schema, scratch));
        var services = new List<(string, int)>(records.Length);
        for (var resource = 0; resource < records.Length; resource++)
        {
            if (records[resource] > 0)
            {
                services.Add((NameOf(scratch, origins.Resource(resource)), records[resource]));
            }
        }

        return services;
    }

    /// <summary>The <c>service.name</c> of a resource of a batch, by its index; empty when it has none, or for -1.</summary>
    public static string NameOf(RecordBatch batch, int resource)
    {
        if (resource < 0)
        {
            return string.Empty;
        }

        var key = batch.Keys.Find("service.name"u8);
        ref var info = ref batch.Resources[resource];
        foreach (ref readonly var attribute in batch.Attributes.AsSpan(info.AttributeStart, info.AttributeCount))
        {
            if (attribute.Key == key && attribute.Value.Kind == ValueKind.String)
            {
                return Encoding.UTF8.GetString(batch.Text(attribute.Value.Text));
            }
        }

        return string.Empty;
    }
}
