using LogPlatform.Core.Rehearsals;

namespace LogPlatform.Gateway.Rehearsals;

/// <summary>Rehearsals since the start of the program; one runs at a time.</summary>
public interface IRehearsals
{
    /// <summary>All of them, newest first.</summary>
    IReadOnlyList<Rehearsal> List();

    /// <summary>Starts one; or says why not.</summary>
    Task<JobStart<Rehearsal>> StartAsync(RehearsalRequest request, string actor, CancellationToken cancellationToken);

    /// <summary>Stops one; false when it does not run.</summary>
    bool Cancel(long id);
}
