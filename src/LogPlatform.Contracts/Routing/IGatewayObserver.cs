namespace LogPlatform.Contracts.Routing;

/// <summary>A gateway process, as the authority on the pointer reaches it.</summary>
[Alias("LogPlatform.IGatewayObserver")]
public interface IGatewayObserver : IGrainObserver
{
    /// <summary>Publishes a pointer. When the task completes, the gateway grants no lease on an earlier generation any more.</summary>
    [Alias("Move")]
    Task MoveAsync(PointerState next);

    /// <summary>Waits, for <paramref name="limit"/> at most, until the gateway holds no lease on a generation; says whether that is so.</summary>
    [Alias("Drained")]
    Task<bool> DrainedAsync(long generation, TimeSpan limit);

    /// <summary>Ends the gateway's attempts under a sealed generation and earlier ones.</summary>
    [Alias("EndLeases")]
    Task EndLeasesAsync(long generation);
}
