namespace LogPlatform.Pipeline.Rules;

/// <summary>What decides together whether it is kept.</summary>
internal enum SampleKey : byte
{
    /// <summary>Not set.</summary>
    None = 0,

    /// <summary>All records of a trace.</summary>
    Trace,

    /// <summary>All records with one value of a field.</summary>
    Field,

    /// <summary>Every record on its own, by its time and content.</summary>
    Content,
}
