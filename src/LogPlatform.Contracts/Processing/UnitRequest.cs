namespace LogPlatform.Contracts.Processing;

/// <summary>A unit of work with its bytes.</summary>
[GenerateSerializer]
[Immutable]
[Alias("LogPlatform.UnitRequest")]
public sealed record UnitRequest
{
    /// <summary>The sender's number of this attempt.</summary>
    [Id(0)]
    public required long Number { get; init; }

    /// <summary>Fingerprint of the rules to apply, 64 hexadecimal digits. A silo that has not loaded them says so.</summary>
    [Id(1)]
    public required string Configuration { get; init; }

    /// <summary>The batches, at least one, in order.</summary>
    [Id(2)]
    public required BatchBytes[] Batches { get; init; }
}
