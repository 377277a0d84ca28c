namespace LogPlatform.Protocols.Otlp;

/// <summary>Where a decoded value belongs.</summary>
internal enum ValuePlace : byte
{
    /// <summary>Not set.</summary>
    None = 0,

    /// <summary>The body of a record.</summary>
    Body,

    /// <summary>A named value in the batch's attributes.</summary>
    Attribute,

    /// <summary>An element in the batch's elements.</summary>
    Element,
}
