namespace LogPlatform.Protocols.Otlp;

/// <summary>What JSON a field of OTLP takes. <c>null</c> always stands for an absent field.</summary>
internal enum JsonShapeKind : byte
{
    /// <summary>Not set.</summary>
    None = 0,

    /// <summary>An object with known members; unknown ones are ignored.</summary>
    Object,

    /// <summary>An array of one shape.</summary>
    Array,

    /// <summary>A string.</summary>
    Text,

    /// <summary>A string in base64.</summary>
    Base64,

    /// <summary>An integer, as a number or a string.</summary>
    Integer,

    /// <summary>An integer or the name of an enum's value.</summary>
    Enum,

    /// <summary>A number, or a string with one or <c>NaN</c>, <c>Infinity</c>, <c>-Infinity</c>.</summary>
    Double,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Bool,
}
