using LogPlatform.Core.Records;
using LogPlatform.Storage.Blocks.Numbers;

namespace LogPlatform.Storage.Blocks.Text;

/// <summary>Writes strings as a column of lengths and their bytes.</summary>
internal static class TextEntries
{
    /// <summary>Appends the lengths to <paramref name="data"/> and the bytes to <paramref name="text"/>. Uses <paramref name="scratch"/>.</summary>
    public static void Write(ReadOnlySpan<byte> arena, ReadOnlySpan<TextRef> entries, GrowList<byte> data, GrowList<byte> text, IntColumnWriter ints, GrowList<long> scratch)
    {
        scratch.Clear();
        var lengths = scratch.AddUninitialized(entries.Length);
        for (var i = 0; i < entries.Length; i++)
        {
            lengths[i] = entries[i].Length;
            text.AddRange(arena.Slice(entries[i].Offset, entries[i].Length));
        }

        ints.Write(data, lengths);
    }
}
