using System.Globalization;
using System.Text;
using LogPlatform.Core.Filters;
using LogPlatform.Core.Filters.Values;
using LogPlatform.Core.Records;
using LogPlatform.Storage.Blocks;
using LogPlatform.Storage.Blocks.Records;
using LogPlatform.Storage.Blocks.Text;

namespace LogPlatform.Storage.Query.Evaluation;

/// <summary>The values that an equality asks for, to be looked up in the filters of blocks.</summary>
internal sealed class WantedValues
{
    private readonly (byte[] Text, long? Integer, bool IsOtherNumber)[] _values;

    private WantedValues(IEnumerable<string> texts) => _values = [.. texts.Select(Read)];

    /// <summary>The values of a condition; null when it is not an equality of texts or numbers.</summary>
    public static WantedValues? Of(FieldFilter leaf) => leaf switch
    {
        CompareFilter { Op: CompareOp.Equal } compare when Text(compare.Value) is { } text => new WantedValues([text]),
        InFilter list when list.Values.All(static value => Text(value) is not null) => new WantedValues(list.Values.Select(static value => Text(value)!)),
        _ => null,
    };

    /// <summary>Whether a column of a block may have one of the values.</summary>
    public bool MayBeIn(BlockReader block, int column)
    {
        var place = block.Schema.Columns[column];
        if (place.Field < ColumnField.FirstName || place.Kind is not (ValueKind.String or ValueKind.Int))
        {
            return true;
        }

        var name = ByteHash.Of(block.Schema.Name(place.Field - ColumnField.FirstName));
        foreach (var (text, integer, isOtherNumber) in _values)
        {
            // A number such as 1e3 equals an integer that is written in another way: it is not looked up.
            var may = place.Kind == ValueKind.String
                ? text.Length > ValueFilter.LongestText || ValueFilter.MayContain(block.Filter, ValueFilter.Hash(name, text))
                : integer is { } number ? ValueFilter.MayContain(block.Filter, ValueFilter.Hash(name, number)) : isOtherNumber;
            if (may)
            {
                return true;
            }
        }

        return false;
    }

    private static string? Text(FilterValue value) => value switch
    {
        TextValue text => text.Text,
        NumberValue number => number.Text,
        _ => null,
    };

    private static (byte[] Text, long? Integer, bool IsOtherNumber) Read(string text)
    {
        var isInteger = long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer);
        var isNumber = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
        return (Encoding.UTF8.GetBytes(text), isInteger ? integer : null, isNumber && !isInteger);
    }
}
