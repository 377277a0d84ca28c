using System.Buffers;

namespace LogPlatform.Gateway.Ingest;

/// <summary>The bytes of one body in a rented buffer that grows within the shared budget. Not thread-safe.</summary>
internal sealed class PooledBody(ByteBudget budget, TimeSpan patience) : IDisposable
{
    private byte[] _buffer = [];

    /// <summary>Bytes received.</summary>
    public int Length { get; private set; }

    /// <summary>The bytes received; valid until <see cref="Dispose"/>.</summary>
    public ReadOnlyMemory<byte> Memory => _buffer.AsMemory(0, Length);

    /// <summary>The room behind them.</summary>
    public Memory<byte> Free => _buffer.AsMemory(Length);

    /// <summary>Says that <paramref name="bytes"/> were written to <see cref="Free"/>.</summary>
    public void Advance(int bytes) => Length += bytes;

    /// <summary>Makes room for <paramref name="capacity"/> bytes in all; false when the budget did not have them in time.</summary>
    public async ValueTask<bool> TryReserveAsync(int capacity)
    {
        if (capacity <= _buffer.Length)
        {
            return true;
        }

        // The pool hands out powers of two, so that is what the budget is asked for.
        var larger = (int)Math.Max(1024, Math.Min((uint)Array.MaxLength, System.Numerics.BitOperations.RoundUpToPowerOf2((uint)capacity)));
        if (!await budget.TakeAsync(larger, grows: _buffer.Length > 0, patience))
        {
            return false;
        }

        var grown = ArrayPool<byte>.Shared.Rent(larger);
        budget.Return(larger - grown.Length);
        Memory.Span.CopyTo(grown);
        GiveBack();
        _buffer = grown;
        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        GiveBack();
        _buffer = [];
        Length = 0;
    }

    private void GiveBack()
    {
        if (_buffer.Length > 0)
        {
            budget.Return(_buffer.Length);
            ArrayPool<byte>.Shared.Return(_buffer);
        }
    }
}
