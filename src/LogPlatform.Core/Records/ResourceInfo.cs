namespace LogPlatform.Core.Records;

/// <summary>The entity that produced records: a service, a host.</summary>
public struct ResourceInfo
{
    /// <summary>Index of the first attribute in <see cref="RecordBatch.Attributes"/>.</summary>
    public int AttributeStart;

    /// <summary>Number of attributes.</summary>
    public int AttributeCount;

    /// <summary>Attributes that the sender dropped.</summary>
    public uint DroppedAttributes;

    /// <summary>The schema URL, empty when absent.</summary>
    public TextRef SchemaUrl;

    /// <summary>The bytes it was decoded from, for the quarantine; empty when the format has none.</summary>
    public TextRef Raw;
}
