namespace LogPlatform.Pipeline.Secrets;

/// <summary>How a secret is masked.</summary>
internal enum MaskStyle : byte
{
    /// <summary>Not set.</summary>
    None = 0,

    /// <summary>By a fixed text.</summary>
    Replace,

    /// <summary>By a keyed hash: equal secrets can still be recognized as equal.</summary>
    Hash,

    /// <summary>By asterisks and its last four characters.</summary>
    KeepLast,
}
