namespace LogPlatform.Protocols.Otlp;

/// <summary>An array or map that is decoded after the fields around it, so that these stay contiguous.</summary>
internal struct PendingValue
{
    /// <summary>First byte of the <c>ArrayValue</c> or <c>KeyValueList</c>.</summary>
    public int Start;

    /// <summary>Its length in bytes.</summary>
    public int Length;

    /// <summary>Its depth: 1 for the value of an attribute or a body.</summary>
    public int Depth;

    /// <summary>Whether it is a map.</summary>
    public bool IsMap;

    /// <summary>Where the value goes.</summary>
    public ValuePlace Place;

    /// <summary>The index there.</summary>
    public int Index;
}
