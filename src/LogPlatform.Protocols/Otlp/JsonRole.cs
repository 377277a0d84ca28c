namespace LogPlatform.Protocols.Otlp;

/// <summary>What the inspector counts when it meets an object of a shape.</summary>
internal enum JsonRole : byte
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>A record: its attributes are counted from zero.</summary>
    Record,

    /// <summary>A resource or scope, or the list of one: its attributes are counted from zero.</summary>
    Entity,

    /// <summary>An attribute or a member of a map.</summary>
    Attribute,

    /// <summary>An element of an array.</summary>
    Element,

    /// <summary>An array or map in a value.</summary>
    Nesting,
}
