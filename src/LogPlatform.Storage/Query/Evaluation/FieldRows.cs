using System.Runtime.InteropServices;
using LogPlatform.Core.Filters;
using LogPlatform.Core.Filters.Evaluation;
using LogPlatform.Core.Records;

namespace LogPlatform.Storage.Query.Evaluation;

/// <summary>
/// A condition on a field whose place depends on the shape of the record: in a column, in the resource or scope, or nowhere. Only records that may have
/// the field inside a map are put together and judged one by one.
/// </summary>
internal sealed class FieldRows : RowTest
{
    private readonly FieldFilter _leaf;
    private readonly ValueTest _test;
    private readonly Needle? _needle;
    private readonly WantedValues? _values;
    private readonly FieldLocator _locator;

    public FieldRows(FieldFilter leaf)
    {
        _leaf = leaf;
        _test = ValueTest.For(leaf);
        _needle = Needle.Of(leaf);
        _values = WantedValues.Of(leaf);
        _locator = new FieldLocator(leaf.Field);
    }

    /// <inheritdoc/>
    public override int Cost => _leaf switch
    {
        MatchFilter => 8,
        _ when _leaf.Field.Field == Field.Body => 6,
        _ => 4,
    };

    /// <inheritdoc/>
    public override bool MayMatch(BlockView block)
    {
        var schema = block.Reader.Schema;
        for (var shape = 0; shape < schema.Shapes.Length; shape++)
        {
            var place = _locator.Locate(schema, shape);
            if (place == FieldLocator.Origin)
            {
                if (OriginVerdicts.Any(block, _leaf.Field, _test))
                {
                    return true;
                }
            }
            else if (place == FieldLocator.Inside || (place >= 0 && (_values is null || _values.MayBeIn(block.Reader, place))))
            {
                return true;
            }
        }

        return false;
    }

    /// <inheritdoc/>
    public override RowSet Evaluate(BlockView block, RowSet candidates)
    {
        var reader = block.Reader;
        var schema = reader.Schema;
        var matches = RowSet.None(reader.Rows);
        var cells = new CellTest?[schema.Columns.Length];
        var places = new int[schema.Shapes.Length];
        var anywhere = false;
        for (var shape = 0; shape < places.Length; shape++)
        {
            var place = _locator.Locate(schema, shape);
            if (place >= 0)
            {
                cells[place] ??= CellTest.For(reader.Column(place), _test, _needle, schema);
                place = cells[place] == CellTest.Never ? FieldLocator.Nowhere : place;
            }

            places[shape] = place;
            anywhere |= place != FieldLocator.Nowhere;
        }

        return anywhere ? Evaluate(block, candidates, places, cells, matches) : matches;
    }

    private RowSet Evaluate(BlockView block, RowSet candidates, int[] places, CellTest?[] cells, RowSet matches)
    {
        var shapes = block.Reader.Shapes;
        OriginVerdicts? origins = null;
        List<int>? inside = null;
        foreach (var row in candidates)
        {
            var place = places[shapes[row]];
            switch (place)
            {
                case FieldLocator.Nowhere:
                    break;
                case FieldLocator.Inside:
                    (inside ??= []).Add(row);
                    break;
                case FieldLocator.Origin:
                    origins ??= new OriginVerdicts(block, _leaf.Field, _test);
                    if (origins.Matches(row))
                    {
                        matches.Add(row);
                    }

                    break;
                default:
                    if (cells[place]!.Matches(block.Reader.Ranks(place)[row]))
                    {
                        matches.Add(row);
                    }

                    break;
            }
        }

        if (inside is not null)
        {
            EvaluateRecords(block, inside, matches);
        }

        return matches;
    }

    private void EvaluateRecords(BlockView block, List<int> rows, RowSet matches)
    {
        const int Chunk = 256;
        var batch = new RecordBatch();
        var filter = RecordFilter.Compile(_leaf);
        for (var start = 0; start < rows.Count; start += Chunk)
        {
            var chunk = CollectionsMarshal.AsSpan(rows)[start..Math.Min(start + Chunk, rows.Count)];
            batch.Clear();
            block.Reader.Materialize(chunk, batch);
            filter.Bind(batch, block.Block.Pointer);
            for (var i = 0; i < chunk.Length; i++)
            {
                if (filter.Matches(i))
                {
                    matches.Add(chunk[i]);
                }
            }
        }
    }
}
