using System.Buffers;
using System.Numerics;

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
    public ValueTask<bool> TryReserveAsync(int capacity) => TryReserveAsync(capacity, patience);

    /// <summary>Makes room for <paramref name="capacity"/> bytes in all; false when the budget did not have them within <paramref name="wait"/>.</summary>
    public async ValueTask<bool> TryReserveAsync(int capacity, TimeSpan wait)
    {
        if (capacity <= _buffer.Length)
        {
            return true;
        }

        var larger = RoundUp(capacity);
        if (!await budget.TakeAsync(larger, grows: _buffer.Length > 0, wait))
        {
            return false;
        }

        MoveTo(larger);
        return true;
    }

    /// <summary>Makes room for <paramref name="capacity"/> bytes in all; false when the budget does not have them now.</summary>
    public bool TryReserve(int capacity)
    {
        if (capacity <= _buffer.Length)
        {
            return true;
        }

        var larger = RoundUp(capacity);
        if (!budget.TryTake(larger))
        {
            return false;
        }

        MoveTo(larger);
        return true;
    }

    /// <summary>Forgets all but the first <paramref name="bytes"/>.</summary>
    public void Truncate(int bytes) => Length = bytes;

    /// <summary>Forgets the first <paramref name="bytes"/>.</summary>
    public void RemoveStart(int bytes)
    {
        _buffer.AsSpan(bytes, Length - bytes).CopyTo(_buffer);
        Length -= bytes;
    }

    /// <summary>Replaces <paramref name="count"/> bytes at <paramref name="offset"/>; the room for what is longer must be there.</summary>
    public void Replace(int offset, int count, ReadOnlySpan<byte> bytes)
    {
        var tail = offset + count;
        _buffer.AsSpan(tail, Length - tail).CopyTo(_buffer.AsSpan(offset + bytes.Length));
        bytes.CopyTo(_buffer.AsSpan(offset));
        Length += bytes.Length - count;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        GiveBack();
        _buffer = [];
        Length = 0;
    }

    // The pool hands out powers of two, so that is what the budget is asked for.
    private static int RoundUp(int capacity) => (int)Math.Max(1024, Math.Min((uint)Array.MaxLength, BitOperations.RoundUpToPowerOf2((uint)capacity)));

    private void MoveTo(int larger)
    {
        var grown = ArrayPool<byte>.Shared.Rent(larger);
        budget.Return(larger - grown.Length);
        Memory.Span.CopyTo(grown);
        GiveBack();
        _buffer = grown;
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
