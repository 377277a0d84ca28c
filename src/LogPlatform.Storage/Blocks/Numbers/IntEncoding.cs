namespace LogPlatform.Storage.Blocks.Numbers;

/// <summary>How a column of integers is encoded. The numbers are stored: never reuse one.</summary>
internal enum IntEncoding : byte
{
    /// <summary>Not set.</summary>
    None = 0,

    /// <summary>One value for all rows.</summary>
    Constant = 1,

    /// <summary>Groups of values, each as offsets from the least of its group.</summary>
    Packed = 2,

    /// <summary>The first value, then differences, packed.</summary>
    Delta = 3,

    /// <summary>Distinct values, packed, then their indexes, packed.</summary>
    Dictionary = 4,

    /// <summary>A power of 1,000 that divides all values, then a column of the quotients.</summary>
    Scaled = 5,
}
