using LogPlatform.Core.Records;

namespace LogPlatform.Storage.Blocks.Text;

/// <summary>
/// Gives equal byte strings of one arena the same number, counting up from 0 in order of first use. The hash is fixed because equal batches must
/// give equal bytes, so a stranger can choose strings that collide: after a long probe a string gets a number of its own, found or not. The result is
/// larger then, never wrong, and the processor's time stays bounded.
/// </summary>
internal sealed class TextInterner
{
    private const int FirstSize = 256;
    private const int LongestProbe = 64;

    private readonly GrowList<uint> _hashes = new();
    private readonly GrowList<TextRef> _entries = new();
    private int[] _slots = new int[FirstSize];
    private int _size = FirstSize;

    /// <summary>Number of distinct strings.</summary>
    public int Count => _entries.Count;

    /// <summary>Where the distinct strings are in the arena.</summary>
    public ReadOnlySpan<TextRef> Entries => _entries.AsSpan();

    /// <summary>Forgets all strings.</summary>
    public void Clear()
    {
        _hashes.Clear();
        _entries.Clear();

        // Always the same size, so that what an encoder saw before cannot change where a probe ends.
        _size = FirstSize;
        _slots.AsSpan(0, _size).Clear();
    }

    /// <summary>The number of the string at <paramref name="text"/>.</summary>
    public int Intern(ReadOnlySpan<byte> arena, TextRef text)
    {
        var bytes = arena.Slice(text.Offset, text.Length);
        var hash = (uint)ByteHash.Of(bytes);
        var slots = _slots;
        var mask = _size - 1;
        var slot = (int)hash & mask;
        for (var probe = 0; probe < LongestProbe; probe++)
        {
            var code = slots[slot] - 1;
            if (code < 0)
            {
                slots[slot] = _entries.Count + 1;
                break;
            }

            if (_hashes[code] == hash)
            {
                var entry = _entries[code];
                if (arena.Slice(entry.Offset, entry.Length).SequenceEqual(bytes))
                {
                    return code;
                }
            }

            slot = (slot + 1) & mask;
        }

        return Add(text, hash);
    }

    private int Add(TextRef text, uint hash)
    {
        _hashes.Add(hash);
        var code = _entries.Add(text);
        if (_entries.Count * 2 > _size)
        {
            Rehash();
        }

        return code;
    }

    private void Rehash()
    {
        _size *= 4;
        if (_slots.Length < _size)
        {
            _slots = new int[_size];
        }

        _slots.AsSpan(0, _size).Clear();
        var mask = _size - 1;
        var hashes = _hashes.AsSpan();
        for (var code = 0; code < hashes.Length; code++)
        {
            var slot = (int)hashes[code] & mask;
            for (var probe = 0; probe < LongestProbe; probe++)
            {
                if (_slots[slot] == 0)
                {
                    _slots[slot] = code + 1;
                    break;
                }

                slot = (slot + 1) & mask;
            }
        }
    }
}
