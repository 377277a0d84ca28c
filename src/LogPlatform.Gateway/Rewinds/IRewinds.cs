using LogPlatform.Core.Rewinds;
using LogPlatform.Core.Slots;
using LogPlatform.Gateway.Rehearsals;

namespace LogPlatform.Gateway.Rewinds;

/// <summary>The rewinds that ever were; one runs at a time.</summary>
public interface IRewinds
{
    /// <summary>All of them, newest first.</summary>
    /// <exception cref="IOException">They cannot be asked for now.</exception>
    Task<IReadOnlyList<Rewind>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Starts one; or says why not.</summary>
    Task<JobStart<Rewind>> StartAsync(Generation generation, string actor, string reason, CancellationToken cancellationToken);

    /// <summary>Stops one before it supersedes anything; false when it does not run, or is too far.</summary>
    /// <exception cref="IOException">Nobody can be asked now.</exception>
    Task<bool> CancelAsync(RewindId id, CancellationToken cancellationToken);
}
