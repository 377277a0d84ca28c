namespace LogPlatform.Contracts.Processing;

/// <summary>What became of a unit on a silo. The numbers travel: never reuse one.</summary>
[GenerateSerializer]
[Alias("LogPlatform.UnitStatus")]
public enum UnitStatus
{
    /// <summary>Not set.</summary>
    None = 0,

    /// <summary>It was processed; the answer is complete.</summary>
    Processed = 1,

    /// <summary>The silo has not loaded the configuration: nothing was done.</summary>
    UnknownConfiguration = 2,

    /// <summary>The processor failed in a way nobody thought of; the detail says how.</summary>
    Failed = 3,
}
