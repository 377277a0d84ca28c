using LogPlatform.Core.Records;

namespace LogPlatform.Core.Validation.Diff;

/// <summary>The <c>service.name</c> of a record's resource.</summary>
internal static class ServiceName
{
    /// <summary>The bytes of the name; empty when there is none or it is no text.</summary>
    public static ReadOnlySpan<byte> Of(RecordBatch batch, in LogRecord record)
    {
        if (record.Resource < 0)
        {
            return default;
        }

        var key = batch.Keys.Find("service.name"u8);
        ref var resource = ref batch.Resources[record.Resource];
        foreach (ref readonly var attribute in batch.Attributes.AsSpan(resource.AttributeStart, resource.AttributeCount))
        {
            if (attribute.Key == key && attribute.Value.Kind == ValueKind.String)
            {
                return batch.Text(attribute.Value.Text);
            }
        }

        return default;
    }
}
