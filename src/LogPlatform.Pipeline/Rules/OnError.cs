namespace LogPlatform.Pipeline.Rules;

/// <summary>What becomes of a record that a rule cannot process.</summary>
internal enum OnError : byte
{
    /// <summary>Not set.</summary>
    None = 0,

    /// <summary>It goes on unchanged.</summary>
    Keep,

    /// <summary>It goes to quarantine with its reason.</summary>
    Quarantine,

    /// <summary>It is dropped.</summary>
    Drop,
}
