using LogPlatform.Core.Filters.Evaluation;
using LogPlatform.Core.Records;
using LogPlatform.Storage.Blocks.Records;
using LogPlatform.Storage.Blocks.Text;

namespace LogPlatform.Storage.Query.Evaluation;

/// <summary>A condition on the values of one column of one block.</summary>
internal abstract class CellTest
{
    /// <summary>No value of the column passes.</summary>
    public static readonly CellTest Never = new ConstantCells(false);

    /// <summary>All values of the column pass.</summary>
    public static readonly CellTest Always = new ConstantCells(true);

    /// <summary>Whether the value at <paramref name="index"/> passes.</summary>
    public abstract bool Matches(int index);

    /// <summary>The test of the values themselves.</summary>
    public static CellTest For(FieldColumn column, ValueTest test, Needle? needle, BlockSchema schema) => column.Kind switch
    {
        ValueKind.String => ForText(column.Texts, test, needle),
        ValueKind.Bool => new TruthCells(column, test),
        ValueKind.Int => new IntegerCells(column, test),
        ValueKind.Double => new NumberCells(column, test),
        ValueKind.Array => new NestedCells(column.Texts, schema, test.MatchesValue),
        ValueKind.Bytes or ValueKind.Map => test.MatchesOpaque() ? Always : Never,
        _ => Never,
    };

    /// <summary>The test of all strings in the values, at any depth.</summary>
    public static CellTest ForAnyText(FieldColumn column, ValueTest test, Needle? needle, BlockSchema schema) => column.Kind switch
    {
        ValueKind.String => ForText(column.Texts, test, needle),
        ValueKind.Array or ValueKind.Map => new NestedCells(column.Texts, schema, test.MatchesAnyText),
        _ => Never,
    };

    private static CellTest ForText(TextColumn texts, ValueTest test, Needle? needle)
    {
        if (needle is not null && !needle.CanBeIn(texts))
        {
            return Never;
        }

        switch (texts)
        {
            case DictionaryText dictionary:
                return DictionaryCells.For(dictionary, test);
            case PlainText plain:
                return new PlainCells(plain, test);
            case TemplateText template:
                return TemplateCells.For(template, test, needle);
            default:
                return new ComposedCells(texts, test);
        }
    }

    private sealed class ConstantCells(bool matches) : CellTest
    {
        public override bool Matches(int index) => matches;
    }

    private sealed class TruthCells(FieldColumn column, ValueTest test) : CellTest
    {
        public override bool Matches(int index) => test.MatchesTruth(column.Numbers[index] != 0);
    }

    private sealed class IntegerCells(FieldColumn column, ValueTest test) : CellTest
    {
        public override bool Matches(int index) => test.MatchesInteger(column.Numbers[index]);
    }

    private sealed class NumberCells(FieldColumn column, ValueTest test) : CellTest
    {
        public override bool Matches(int index) => test.MatchesNumber(BitConverter.Int64BitsToDouble(column.Numbers[index]));
    }

    private sealed class PlainCells(PlainText texts, ValueTest test) : CellTest
    {
        public override bool Matches(int index) => test.MatchesText(texts[index]);
    }
}
