using LogPlatform.Core.Rewinds;

namespace LogPlatform.Core.Ports;

/// <summary>The rewinds that ever were, each with its last state.</summary>
public interface IRewindJobs
{
    /// <summary>All of them, in order of their numbers.</summary>
    /// <exception cref="InvalidDataException">A stored state is damaged; the message says which.</exception>
    IReadOnlyList<Rewind> List();

    /// <summary>Stores a state. Durable when it returns.</summary>
    /// <exception cref="IOException">It could not be written.</exception>
    void Save(Rewind rewind);
}
