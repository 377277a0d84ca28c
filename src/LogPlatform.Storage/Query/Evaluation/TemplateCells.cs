using LogPlatform.Core.Filters.Evaluation;
using LogPlatform.Core.Records;
using LogPlatform.Storage.Blocks.Text;

namespace LogPlatform.Storage.Query.Evaluation;

/// <summary>
/// A condition on strings made from templates. A template without variables is judged once, one that cannot have the needle never passes, and only the
/// strings of the others are put together.
/// </summary>
internal sealed class TemplateCells : CellTest
{
    private readonly TemplateText _texts;
    private readonly ValueTest _test;
    private readonly Verdict[] _verdicts;
    private readonly GrowList<byte> _text = new();

    private TemplateCells(TemplateText texts, ValueTest test, Verdict[] verdicts)
    {
        _texts = texts;
        _test = test;
        _verdicts = verdicts;
    }

    private enum Verdict : byte
    {
        No,
        Yes,
        Open,
    }

    /// <summary>The test of a column.</summary>
    public static CellTest For(TemplateText texts, ValueTest test, Needle? needle)
    {
        var verdicts = new Verdict[texts.Entries.Count];
        for (var i = 0; i < verdicts.Length; i++)
        {
            var template = texts.Entries[i];
            var places = texts.Places(i);
            verdicts[i] = places.IsEmpty ? test.MatchesText(template) ? Verdict.Yes : Verdict.No
                : needle is null || needle.CanBeIn(template, places) ? Verdict.Open
                : Verdict.No;
        }

        return verdicts.AsSpan().ContainsAnyExcept(Verdict.No) ? new TemplateCells(texts, test, verdicts) : Never;
    }

    /// <inheritdoc/>
    public override bool Matches(int index)
    {
        var verdict = _verdicts[_texts.Codes[index]];
        if (verdict != Verdict.Open)
        {
            return verdict == Verdict.Yes;
        }

        _text.Clear();
        _texts.Append(index, _text);
        return _test.MatchesText(_text.AsSpan());
    }
}
