namespace LogPlatform.Core.Records;

/// <summary>What becomes of a record after the rules. Every record of a batch has exactly one fate: the ledger adds them up.</summary>
public enum RecordFate : byte
{
    /// <summary>Not decided: a bug if it is seen after processing.</summary>
    None = 0,

    /// <summary>The record is stored.</summary>
    Keep,

    /// <summary>A rule dropped it on purpose.</summary>
    Drop,

    /// <summary>It could not be processed; its raw bytes and the reason are kept for later.</summary>
    Quarantine,
}
