using System.Globalization;
using System.Text;
using LogPlatform.Core.Filters.Values;
using LogPlatform.Core.Records;
using LogPlatform.Core.Time;

namespace LogPlatform.Core.Filters;

/// <summary>Writes filters in the canonical form: one spelling for each filter, which the parser reads back.</summary>
internal static class FilterPrinter
{
    private const int OrLevel = 0;
    private const int AndLevel = 1;
    private const int NotLevel = 2;

    public static string Print(Filter filter)
    {
        var text = new StringBuilder();
        Print(filter, OrLevel, text);
        return text.ToString();
    }

    public static string Print(FilterValue value)
    {
        var text = new StringBuilder();
        Print(value, text);
        return text.ToString();
    }

    // The level is the weakest connective that may stand here without parentheses; chains grow to the left.
    private static void Print(Filter filter, int level, StringBuilder text)
    {
        switch (filter)
        {
            case OrFilter or:
                Pair(or.Left, or.Right, " or ", OrLevel, level, text);
                break;
            case AndFilter and:
                Pair(and.Left, and.Right, " and ", AndLevel, level, text);
                break;
            case NotFilter { Inner: CompareFilter { Op: CompareOp.Equal } compare }:
                text.Append(compare.Field).Append(" != ");
                Print(compare.Value, text);
                break;
            case NotFilter not:
                text.Append("not ");
                Print(not.Inner, NotLevel, text);
                break;
            case TextFilter phrase:
                Quote(phrase.Phrase, text);
                break;
            case FieldFilter leaf:
                Leaf(leaf, text);
                break;
            default:
                text.Append('*');
                break;
        }
    }

    private static void Pair(Filter left, Filter right, string connective, int own, int level, StringBuilder text)
    {
        if (own < level)
        {
            text.Append('(');
        }

        Print(left, own, text);
        text.Append(connective);
        Print(right, own + 1, text);
        if (own < level)
        {
            text.Append(')');
        }
    }

    private static void Leaf(FieldFilter leaf, StringBuilder text)
    {
        text.Append(leaf.Field);
        switch (leaf)
        {
            case CompareFilter compare:
                text.Append(compare.Op switch
                {
                    CompareOp.Less => " < ",
                    CompareOp.LessOrEqual => " <= ",
                    CompareOp.Greater => " > ",
                    CompareOp.GreaterOrEqual => " >= ",
                    _ => " = ",
                });
                Print(compare.Value, text);
                break;
            case InFilter list:
                text.Append(" in (");
                for (var i = 0; i < list.Values.Count; i++)
                {
                    text.Append(i == 0 ? string.Empty : ", ");
                    Print(list.Values[i], text);
                }

                text.Append(')');
                break;
            case ContainsFilter contains:
                text.Append(" contains ");
                Quote(contains.Text, text);
                break;
            case LikeFilter like:
                text.Append(" like ");
                Quote(like.Pattern, text);
                break;
            case MatchFilter { Pattern: var pattern }:
                text.Append(" matches ");
                Quote(pattern, text);
                break;
            case ExistsFilter:
                text.Append(" exists");
                break;
        }
    }

    private static void Print(FilterValue value, StringBuilder text)
    {
        switch (value)
        {
            case TextValue plain:
                Quote(plain.Text, text);
                break;
            case NumberValue number:
                text.Append(number.Text);
                break;
            case TimeValue time:
                text.Append(Rfc3339.Format(time.UnixNano));
                break;
            case SeverityValue severity:
                text.Append(severity.Lowest == severity.Highest
                    ? severity.Lowest.ToString(CultureInfo.InvariantCulture)
                    : SeverityName.Of(severity.Lowest));
                break;
            case IdValue id:
                text.Append(id.Id.ToString(id.Digits == 32 ? "x32" : "x16", CultureInfo.InvariantCulture));
                break;
            case CountValue count:
                text.Append(CultureInfo.InvariantCulture, $"{count.Number}");
                break;
        }
    }

    private static void Quote(string value, StringBuilder text)
    {
        text.Append('"');
        foreach (var c in value)
        {
            _ = c switch
            {
                '"' or '\\' => text.Append('\\').Append(c),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                _ when char.IsControl(c) => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => text.Append(c),
            };
        }

        text.Append('"');
    }
}
