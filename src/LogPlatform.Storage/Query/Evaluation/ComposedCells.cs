using LogPlatform.Core.Filters.Evaluation;
using LogPlatform.Core.Records;
using LogPlatform.Storage.Blocks.Text;

namespace LogPlatform.Storage.Query.Evaluation;

/// <summary>A condition on strings that have to be put together first.</summary>
internal sealed class ComposedCells(TextColumn texts, ValueTest test) : CellTest
{
    private readonly GrowList<byte> _text = new();

    /// <inheritdoc/>
    public override bool Matches(int index)
    {
        _text.Clear();
        texts.Append(index, _text);
        return test.MatchesText(_text.AsSpan());
    }
}
