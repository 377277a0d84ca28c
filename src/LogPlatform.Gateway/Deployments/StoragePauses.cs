using LogPlatform.Core.Time;

namespace LogPlatform.Gateway.Deployments;

/// <summary>How the deployment controller waits for storage that does not answer.</summary>
internal static class StoragePauses
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    /// <summary>The pauses from the first one on.</summary>
    public static GrowingPause Begin() => new(First, Longest);
}
