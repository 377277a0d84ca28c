using LogPlatform.Core.Slots;

namespace LogPlatform.Cluster.Colors;

/// <summary>The ways into the two colors' clusters.</summary>
internal interface IColorClusters
{
    /// <summary>The grains of a color. A call fails while its cluster cannot be reached.</summary>
    IGrainFactory Of(Color color);
}
