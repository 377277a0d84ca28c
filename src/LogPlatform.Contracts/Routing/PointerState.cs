namespace LogPlatform.Contracts.Routing;

/// <summary>A pointer as it is stored and published.</summary>
/// <param name="Color">1 for blue, 2 for green.</param>
/// <param name="Generation">Number of the switch.</param>
/// <param name="Release">Name of the release.</param>
/// <param name="Since">When it was published.</param>
[GenerateSerializer]
[Immutable]
[Alias("LogPlatform.PointerState")]
public sealed record PointerState(
    [property: Id(0)] int Color,
    [property: Id(1)] long Generation,
    [property: Id(2)] string Release,
    [property: Id(3)] DateTimeOffset Since);
