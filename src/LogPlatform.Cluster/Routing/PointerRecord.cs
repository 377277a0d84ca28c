using LogPlatform.Contracts.Routing;

namespace LogPlatform.Cluster.Routing;

/// <summary>The pointer as it is stored.</summary>
[GenerateSerializer]
[Alias("LogPlatform.PointerRecord")]
internal sealed class PointerRecord
{
    /// <summary>The pointer; null before the first.</summary>
    [Id(0)]
    public PointerState? Pointer { get; set; }
}
