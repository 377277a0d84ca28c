namespace LogPlatform.Core.Ports;

/// <summary>Small states, each replaced as a whole by compare-and-set: whoever comes second reads again. Thread-safe.</summary>
public interface IDocuments
{
    /// <summary>Whether other processes replace them too, so that what was read may be out of date.</summary>
    bool AreShared { get; }

    /// <summary>Where a document is, for people.</summary>
    string PlaceOf(string name);

    /// <summary>A document; null when it was never written.</summary>
    /// <param name="name">Lower-case letters and hyphens.</param>
    /// <exception cref="IOException">It could not be read.</exception>
    Document? Find(string name);

    /// <summary>Replaces a document; durable when it returns.</summary>
    /// <param name="name">Lower-case letters and hyphens.</param>
    /// <param name="version">The version that is replaced; 0 when there is to be none yet.</param>
    /// <param name="content">UTF-8 JSON.</param>
    /// <returns>False when another version is there, or none; nothing has changed then. After a broken connection it may also be false for a replacement that took place.</returns>
    /// <exception cref="IOException">It could not be written, as far as is known.</exception>
    bool TryReplace(string name, long version, ReadOnlyMemory<byte> content);
}
