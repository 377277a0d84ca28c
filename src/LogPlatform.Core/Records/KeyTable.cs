using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace LogPlatform.Core.Records;

/// <summary>
/// Interns attribute names of one batch as small integers, so that rules and encoders compare numbers. Names are copied; ids count
/// up from 0 in order of first use. An open-addressing table over the names' bytes.
/// </summary>
public sealed class KeyTable
{
    private readonly GrowList<byte> _bytes = new();
    private readonly GrowList<TextRef> _names = new();
    private int[] _slots = new int[64];

    /// <summary>Number of distinct names.</summary>
    public int Count => _names.Count;

    /// <summary>The UTF-8 bytes of a name.</summary>
    public ReadOnlySpan<byte> this[int key]
    {
        get
        {
            var name = _names[key];
            return _bytes.AsSpan(name.Offset, name.Length);
        }
    }

    /// <summary>The id of <paramref name="name"/>, added when it is new.</summary>
    public int Intern(ReadOnlySpan<byte> name)
    {
        var mask = _slots.Length - 1;
        var slot = (int)Hash(name) & mask;
        while (true)
        {
            var key = _slots[slot] - 1;
            if (key < 0)
            {
                break;
            }

            if (this[key].SequenceEqual(name))
            {
                return key;
            }

            slot = (slot + 1) & mask;
        }

        return Add(name, slot);
    }

    /// <summary>The id of <paramref name="name"/>, added when it is new.</summary>
    public int Intern(string name) => Intern(Encoding.UTF8.GetBytes(name));

    /// <summary>The id of <paramref name="name"/>, or -1 when no record of the batch has such a name.</summary>
    public int Find(ReadOnlySpan<byte> name)
    {
        var mask = _slots.Length - 1;
        for (var slot = (int)Hash(name) & mask; ; slot = (slot + 1) & mask)
        {
            var key = _slots[slot] - 1;
            if (key < 0 || this[key].SequenceEqual(name))
            {
                return key;
            }
        }
    }

    /// <summary>Forgets all names.</summary>
    public void Clear()
    {
        _bytes.ClearAndTrim(1 << 20);
        _names.ClearAndTrim(1 << 16);
        if (_slots.Length > 1 << 16)
        {
            _slots = new int[64];
        }

        Array.Clear(_slots);
    }

    private int Add(ReadOnlySpan<byte> name, int slot)
    {
        var key = _names.Add(new TextRef(_bytes.AddRange(name), name.Length));
        _slots[slot] = key + 1;
        if (Count * 2 > _slots.Length)
        {
            Rehash();
        }

        return key;
    }

    private void Rehash()
    {
        _slots = new int[_slots.Length * 2];
        var mask = _slots.Length - 1;
        for (var key = 0; key < Count; key++)
        {
            var slot = (int)Hash(this[key]) & mask;
            while (_slots[slot] != 0)
            {
                slot = (slot + 1) & mask;
            }

            _slots[slot] = key + 1;
        }
    }

    // Names that a stranger chooses to collide cost time, so the mix covers every byte; the attribute limit bounds the rest.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Hash(ReadOnlySpan<byte> name)
    {
        var hash = 0x9E3779B97F4A7C15UL ^ (ulong)name.Length;
        while (name.Length >= 8)
        {
            hash = Mix(hash ^ MemoryMarshal.Read<ulong>(name));
            name = name[8..];
        }

        if (name.Length >= 4)
        {
            hash = Mix(hash ^ MemoryMarshal.Read<uint>(name));
            name = name[4..];
        }

        foreach (var b in name)
        {
            hash = Mix(hash ^ b);
        }

        return (uint)(hash ^ (hash >> 32));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Mix(ulong value)
    {
        value *= 0xD6E8FEB86659FD93UL;
        return value ^ (value >> 32);
    }
}
