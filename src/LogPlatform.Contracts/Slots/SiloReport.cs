namespace LogPlatform.Contracts.Slots;

/// <summary>What one silo of a color runs and does.</summary>
[GenerateSerializer]
[Immutable]
[Alias("LogPlatform.SiloReport")]
public sealed record SiloReport
{
    /// <summary>The silo's name, <c>blue-1</c>.</summary>
    [Id(0)]
    public required string Name { get; init; }

    /// <summary>The build it runs: a version that a person gave it.</summary>
    [Id(1)]
    public required string Artifact { get; init; }

    /// <summary>The release it has loaded for the slot; null when none.</summary>
    [Id(2)]
    public string? Release { get; init; }

    /// <summary>Fingerprint of the rules it has compiled for the slot; null when none.</summary>
    [Id(3)]
    public string? Configuration { get; init; }

    /// <summary>Why it has not loaded what it was told to; empty when it has.</summary>
    [Id(4)]
    public string Refusal { get; init; } = string.Empty;

    /// <summary>Its process.</summary>
    [Id(5)]
    public required int ProcessId { get; init; }

    /// <summary>Units of work that it holds.</summary>
    [Id(6)]
    public int UnitsInFlight { get; init; }

    /// <summary>Units of work that it answered.</summary>
    [Id(7)]
    public long Units { get; init; }

    /// <summary>CPU time of its process, seconds.</summary>
    [Id(8)]
    public double CpuSeconds { get; init; }

    /// <summary>Memory of its process, bytes.</summary>
    [Id(9)]
    public long ResidentBytes { get; init; }

    /// <summary>How long it has had the slot's configuration, seconds; 0 when it has none.</summary>
    [Id(10)]
    public double ReadySeconds { get; init; }

    /// <summary>Units that it can process side by side.</summary>
    [Id(11)]
    public int Concurrency { get; init; }

    /// <summary>Fingerprints of the configurations it has loaded beside the slot's.</summary>
    [Id(12)]
    public string[] Asides { get; init; } = [];

    /// <summary>Why it has not loaded one that it was told to load beside the slot's; empty when it has all.</summary>
    [Id(13)]
    public string AsideRefusal { get; init; } = string.Empty;
}
