namespace LogPlatform.Core.Records;

/// <summary>The instrumentation scope (logger) that produced records.</summary>
public struct ScopeInfo
{
    /// <summary>The scope's name.</summary>
    public TextRef Name;

    /// <summary>The scope's version.</summary>
    public TextRef Version;

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
