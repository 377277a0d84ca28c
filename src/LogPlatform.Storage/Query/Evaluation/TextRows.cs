using LogPlatform.Core.Filters;
using LogPlatform.Core.Filters.Evaluation;
using LogPlatform.Storage.Blocks.Records;

namespace LogPlatform.Storage.Query.Evaluation;

/// <summary>Full text: the phrase in a string of the body or of the record's attributes, at any depth.</summary>
internal sealed class TextRows(TextFilter filter) : RowTest
{
    private readonly ValueTest _test = ValueTest.For(filter);
    private readonly Needle? _needle = Needle.Of(filter);

    /// <inheritdoc/>
    public override int Cost => 7;

    /// <inheritdoc/>
    public override RowSet Evaluate(BlockView block, RowSet candidates)
    {
        var reader = block.Reader;
        var schema = reader.Schema;
        var matches = RowSet.None(reader.Rows);
        for (var column = 0; column < schema.Columns.Length; column++)
        {
            if (schema.Columns[column].Field is ColumnField.SeverityText or ColumnField.EventName)
            {
                continue;
            }

            var test = CellTest.ForAnyText(reader.Column(column), _test, _needle, schema);
            if (test == CellTest.Never)
            {
                continue;
            }

            var ranks = reader.Ranks(column);
            foreach (var row in candidates)
            {
                if (ranks[row] >= 0 && test.Matches(ranks[row]))
                {
                    matches.Add(row);
                }
            }

            candidates = candidates.Except(matches);
            if (candidates.IsEmpty)
            {
                break;
            }
        }

        return matches;
    }
}
