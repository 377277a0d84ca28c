using LogPlatform.Core.Rehearsals;

namespace LogPlatform.Gateway.Rehearsals;

/// <summary>Rehearsals since the start of the program that runs them; one runs at a time.</summary>
public interface IRehearsals
{
    /// <summary>All of them, newest first.</summary>
    /// <exception cref="IOException">They cannot be asked for now.</exception>
    Task<IReadOnlyList<Rehearsal>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Starts one; or says why not.</summary>
    Task<JobStart<Rehearsal>> StartAsync(RehearsalRequest request, string actor, CancellationToken cancellationToken);

    /// <summary>Stops one; false when it does not run.</summary>
    /// <exception cref="IOException">Nobody can be asked now.</exception>
    Task<bool> CancelAsync(long id, CancellationToken cancellationToken);
}
