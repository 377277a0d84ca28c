namespace LogPlatform.Contracts.Jobs;

/// <summary>Rehearsals and rewinds. Key 0: they run where the deployment controller does, so that there is one of each at a time in the whole cluster, and every gateway tells of the same ones.</summary>
[Alias("LogPlatform.IJobGrain")]
public interface IJobGrain : IGrainWithIntegerKey
{
    /// <summary>All rewinds, newest first: JSON in UTF-8.</summary>
    [Alias("Rewinds")]
    Task<byte[]> RewindsAsync();

    /// <summary>Starts a rewind.</summary>
    [Alias("StartRewind")]
    Task<JobAnswer> StartRewindAsync(long generation, string actor, string reason);

    /// <summary>Stops a rewind; false when it does not run, or is too far.</summary>
    [Alias("CancelRewind")]
    Task<bool> CancelRewindAsync(long id);

    /// <summary>The rehearsals since the controller came to where it is, newest first: JSON in UTF-8.</summary>
    [Alias("Rehearsals")]
    Task<byte[]> RehearsalsAsync();

    /// <summary>Starts a rehearsal. The request is JSON in UTF-8.</summary>
    [Alias("StartRehearsal")]
    Task<JobAnswer> StartRehearsalAsync(byte[] request, string actor);

    /// <summary>Stops a rehearsal; false when it does not run.</summary>
    [Alias("CancelRehearsal")]
    Task<bool> CancelRehearsalAsync(long id);
}
