namespace LogPlatform.Core.Records;

/// <summary>The type of a <see cref="Value"/>: the cases of OpenTelemetry's <c>AnyValue</c>.</summary>
public enum ValueKind : byte
{
    /// <summary>No value was set (an <c>AnyValue</c> without a case, JSON <c>null</c>).</summary>
    Empty = 0,

    /// <summary>UTF-8 text.</summary>
    String,

    /// <summary>True or false.</summary>
    Bool,

    /// <summary>A signed 64-bit integer.</summary>
    Int,

    /// <summary>An IEEE 754 double.</summary>
    Double,

    /// <summary>Opaque bytes.</summary>
    Bytes,

    /// <summary>A list of values.</summary>
    Array,

    /// <summary>A list of named values.</summary>
    Map,
}
