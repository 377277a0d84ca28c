using LogPlatform.Core.Filters.Evaluation;
using LogPlatform.Storage.Blocks.Text;

namespace LogPlatform.Storage.Query.Evaluation;

/// <summary>A condition on strings that repeat: each distinct one is judged once.</summary>
internal sealed class DictionaryCells : CellTest
{
    private readonly DictionaryText _texts;
    private readonly bool[] _matches;

    private DictionaryCells(DictionaryText texts, bool[] matches)
    {
        _texts = texts;
        _matches = matches;
    }

    /// <summary>The test of a column.</summary>
    public static CellTest For(DictionaryText texts, ValueTest test)
    {
        var matches = new bool[texts.Entries.Count];
        for (var i = 0; i < matches.Length; i++)
        {
            matches[i] = test.MatchesText(texts.Entries[i]);
        }

        return !matches.AsSpan().Contains(true) ? Never
            : !matches.AsSpan().Contains(false) ? Always
            : new DictionaryCells(texts, matches);
    }

    /// <inheritdoc/>
    public override bool Matches(int index) => _matches[_texts.Codes[index]];
}
