namespace LogPlatform.Storage.Blocks.Text;

/// <summary>How a column of byte strings is encoded. The numbers are stored: never reuse one.</summary>
internal enum TextEncoding : byte
{
    /// <summary>Not set.</summary>
    None = 0,

    /// <summary>Lengths and bytes.</summary>
    Plain = 1,

    /// <summary>Distinct strings and their indexes.</summary>
    Dictionary = 2,

    /// <summary>Constant parts (distinct, with indexes) and the variable parts as columns.</summary>
    Template = 3,

    /// <summary>Decimal digits without a leading zero, as integers.</summary>
    Digits = 4,

    /// <summary>Decimal digits of one length, as integers.</summary>
    FixedDigits = 5,

    /// <summary>Decimal digits of any length, as integers and lengths.</summary>
    PaddedDigits = 6,

    /// <summary>Lower-case hexadecimal digits, two a byte, and lengths.</summary>
    Hex = 7,

    /// <summary>Lower-case UUIDs in their 8-4-4-4-12 form, 16 bytes each.</summary>
    Uuid = 8,
}
