namespace LogPlatform.Contracts.Validation;

/// <summary>
/// Where gateways learn which stage runs. One activation, key 0, in the control cluster, in memory only: whoever leads the stage says again and again that it runs, and what is
/// not said any more does not run.
/// </summary>
[Alias("LogPlatform.IStageGrain")]
public interface IStageGrain : IGrainWithIntegerKey
{
    /// <summary>A number for a new attempt, larger than those of all before.</summary>
    [Alias("Begin")]
    Task<long> BeginAsync();

    /// <summary>The gateway with the controller says that a stage runs, and hears what the others have collected. An attempt that is older than the newest is not taken.</summary>
    [Alias("Lead")]
    Task<StageNews> LeadAsync(StageOrder order, StageShare own);

    /// <summary>Another gateway hears what runs, and says what it has collected of it.</summary>
    /// <param name="own">Its share; null when it collects nothing.</param>
    [Alias("Follow")]
    Task<StageNews> FollowAsync(StageShare? own);

    /// <summary>The attempt is over.</summary>
    [Alias("End")]
    Task EndAsync(long attempt);
}
