using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using LogPlatform.Core.Records;

namespace LogPlatform.Protocols.Decoding;

/// <summary>
/// A direct-mapped cache in front of a <see cref="KeyTable"/>. Records of a batch repeat a few names in a few sequences, so nearly every name is found by a hash of its ends
/// and one comparison with the place where it stood last. A hit also needs no check for valid UTF-8: only checked names get in.
/// </summary>
internal sealed class KeyCache
{
    private const int Bits = 9;

    private readonly Entry[] _entries = new Entry[1 << Bits];

    /// <summary>Forgets all names: the ids belong to one batch, the places to one buffer.</summary>
    public void Clear() => Array.Clear(_entries);

    /// <summary>Finds the id of the name at a range of <paramref name="data"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryFind(ReadOnlySpan<byte> data, int start, int length, out int key)
    {
        var name = data.Slice(start, length);
        ref var entry = ref _entries[Slot(name)];
        key = entry.Id - 1;
        return key >= 0 && entry.Length == length && data.Slice(entry.Start, length).SequenceEqual(name);
    }

    /// <summary>Remembers the id of a name, in the place of whatever shares its slot.</summary>
    public void Put(ReadOnlySpan<byte> data, int start, int length, int key) =>
        _entries[Slot(data.Slice(start, length))] = new Entry { Start = start, Length = length, Id = key + 1 };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Slot(ReadOnlySpan<byte> name)
    {
        uint hash;
        if (name.Length >= 4)
        {
            hash = (BinaryPrimitives.ReadUInt32LittleEndian(name) * 0x85EBCA6Bu) ^ BinaryPrimitives.ReadUInt32LittleEndian(name[^4..]);
        }
        else
        {
            hash = 0;
            foreach (var b in name)
            {
                hash = (hash << 8) | b;
            }
        }

        return (int)(((hash + (uint)name.Length) * 0x9E3779B1u) >> (32 - Bits));
    }

    private struct Entry
    {
        public int Start;
        public int Length;

        // 0 is vacant.
        public int Id;
    }
}
