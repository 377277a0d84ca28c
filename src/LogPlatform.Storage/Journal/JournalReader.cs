using LogPlatform.Core.Batches;
using LogPlatform.Core.Records;

namespace LogPlatform.Storage.Journal;

/// <summary>Reads journaled batches by position, in the worker's process: the hand-over by reference. Keeps recent segments open; not thread-safe.</summary>
public sealed class JournalReader(string directory) : IDisposable
{
    /// <summary>The journal's folder.</summary>
    public string Directory { get; } = directory;

    /// <summary>
    /// Appends the payload at <paramref name="slice"/> to <paramref name="buffer"/> and checks it against its checksum and <paramref name="id"/>;
    /// false when the slice does not hold that batch (any more).
    /// </summary>
    public bool TryRead(BatchId id, JournalSlice slice, GrowList<byte> buffer, out TextRef payload, out BatchHeader? header) =>
        throw new NotImplementedException();

    /// <inheritdoc/>
    public void Dispose() => throw new NotImplementedException();
}
