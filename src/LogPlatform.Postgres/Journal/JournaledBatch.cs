using System.Buffers;
using LogPlatform.Core.Batches;

namespace LogPlatform.Postgres.Journal;

/// <summary>A raw batch in rented memory.</summary>
public sealed class JournaledBatch : IDisposable
{
    private readonly int _length;
    private byte[]? _rented;

    internal JournaledBatch(int length) => (_length, _rented) = (length, ArrayPool<byte>.Shared.Rent(length));

    /// <summary>What the gateway knew of it.</summary>
    public BatchHeader Header { get; internal set; } = null!;

    /// <summary>Its bytes.</summary>
    public ReadOnlyMemory<byte> Payload => Bytes;

    internal byte[] Array => _rented ?? throw new ObjectDisposedException(nameof(JournaledBatch));

    internal Memory<byte> Bytes => Array.AsMemory(0, _length);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_rented is { } rented)
        {
            _rented = null;
            ArrayPool<byte>.Shared.Return(rented);
        }
    }
}
