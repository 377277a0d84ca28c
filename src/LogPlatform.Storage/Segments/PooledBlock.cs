using System.Buffers;

namespace LogPlatform.Storage.Segments;

/// <summary>Pooled memory of an exact length.</summary>
internal sealed class PooledBlock(int length) : IMemoryOwner<byte>
{
    private byte[]? _bytes = ArrayPool<byte>.Shared.Rent(length);

    public Memory<byte> Memory => (_bytes ?? throw new ObjectDisposedException(nameof(PooledBlock))).AsMemory(0, length);

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _bytes, null) is { } bytes)
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }
}
