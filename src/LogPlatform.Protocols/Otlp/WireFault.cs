namespace LogPlatform.Protocols.Otlp;

/// <summary>What is wrong with protobuf bytes.</summary>
internal enum WireFault : byte
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The message ends inside a field.</summary>
    Truncated,

    /// <summary>A varint of more than 64 bits.</summary>
    OverlongVarint,

    /// <summary>A length beyond the end of the message that holds it, or negative.</summary>
    LengthOutOfBounds,

    /// <summary>Field number 0, or one above 2^29 - 1.</summary>
    FieldNumber,

    /// <summary>Wire types 3 and 4 (groups, which no OTLP message has), 6 and 7 (undefined).</summary>
    WireType,

    /// <summary>A field of OTLP with another wire type than OTLP gives it.</summary>
    WrongWireType,
}
