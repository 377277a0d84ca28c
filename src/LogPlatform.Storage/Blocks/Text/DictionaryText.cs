using LogPlatform.Core.Records;
using LogPlatform.Storage.Blocks.Layout;
using LogPlatform.Storage.Blocks.Numbers;

namespace LogPlatform.Storage.Blocks.Text;

/// <summary>Strings that repeat.</summary>
internal sealed class DictionaryText(PlainText entries, int[] codes) : TextColumn(codes.Length)
{
    /// <summary>The distinct strings.</summary>
    public PlainText Entries => entries;

    /// <summary>For each string the index of its entry.</summary>
    public ReadOnlySpan<int> Codes => codes;

    /// <inheritdoc/>
    public override void Append(int index, GrowList<byte> sink) => sink.AddRange(entries[codes[index]]);

    public static DictionaryText Decode(ref BlockCursor data, int count, ReadOnlyMemory<byte> text, ref int textStart)
    {
        var distinct = data.Count(count);
        var entries = PlainText.Decode(ref data, distinct, text, ref textStart);
        return new DictionaryText(entries, IntColumn.ReadIndexes(ref data, count, distinct));
    }
}
