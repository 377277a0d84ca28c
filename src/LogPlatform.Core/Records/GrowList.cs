using System.Runtime.CompilerServices;

namespace LogPlatform.Core.Records;

/// <summary>
/// A list that hands out references to its items and is reused from batch to batch without clearing memory.
/// References are invalid after the next call that adds.
/// </summary>
/// <typeparam name="T">The item type, without references to managed objects.</typeparam>
public sealed class GrowList<T>
    where T : unmanaged
{
    private T[] _items = [];

    /// <summary>Number of items.</summary>
    public int Count { get; private set; }

    /// <summary>The item at <paramref name="index"/>.</summary>
    public ref T this[int index] => ref AsSpan()[index];

    /// <summary>All items.</summary>
    public Span<T> AsSpan() => _items.AsSpan(0, Count);

    /// <summary><paramref name="count"/> items from <paramref name="start"/>.</summary>
    public Span<T> AsSpan(int start, int count) => AsSpan().Slice(start, count);

    /// <summary>Adds an item and returns its index.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Add(in T item)
    {
        if (Count == _items.Length)
        {
            Grow(1);
        }

        _items[Count] = item;
        return Count++;
    }

    /// <summary>Adds items and returns the index of the first.</summary>
    public int AddRange(ReadOnlySpan<T> items)
    {
        var start = Count;
        items.CopyTo(AddUninitialized(items.Length));
        return start;
    }

    /// <summary>Adds <paramref name="count"/> items of undefined content, which the caller fills.</summary>
    public Span<T> AddUninitialized(int count)
    {
        if (_items.Length - Count < count)
        {
            Grow(count);
        }

        var span = _items.AsSpan(Count, count);
        Count += count;
        return span;
    }

    /// <summary>Shortens the list to <paramref name="count"/> items.</summary>
    public void Truncate(int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)count, (uint)Count);
        Count = count;
    }

    /// <summary>Forgets all items and keeps the memory.</summary>
    public void Clear() => Count = 0;

    /// <summary>Forgets all items, and gives memory back when the capacity exceeds <paramref name="capacity"/> items.</summary>
    public void ClearAndTrim(int capacity)
    {
        Count = 0;
        if (_items.Length > capacity)
        {
            _items = [];
        }
    }

    private void Grow(int count)
    {
        var needed = checked(Count + count);
        var capacity = Math.Max(needed, Math.Max(16, (int)Math.Min(Array.MaxLength, 2L * _items.Length)));
        var grown = GC.AllocateUninitializedArray<T>(capacity);
        AsSpan().CopyTo(grown);
        _items = grown;
    }
}
