using System.Buffers;
using System.Globalization;
using LogPlatform.Core.Filters.Values;

namespace LogPlatform.Core.Filters.Parsing;

/// <summary>Reads the value behind an operator, in the type that its field has.</summary>
internal sealed class ValueReader(FilterLexer lexer, long? now)
{
    private static readonly SearchValues<char> NumberStart = SearchValues.Create("-0123456789");

    /// <summary>A value, or null with an error. A bare word with <c>*</c> is a <paramref name="pattern"/> instead where the field is text.</summary>
    public FilterValue? Read(FieldRef field, bool inList, out string? pattern)
    {
        pattern = null;
        lexer.SkipSpace();
        var start = lexer.Position;
        var quoted = lexer.Current is '"' or '\'';
        string text;
        if (quoted)
        {
            if (!lexer.ReadQuoted(out text))
            {
                return null;
            }
        }
        else
        {
            text = lexer.ReadValue(inList);
            if (text.Length == 0)
            {
                lexer.Fail(lexer.Expected("a value"));
                return null;
            }
        }

        var value = Typed(field.Field, text, quoted, start);
        if (value is TextValue && !quoted && text.Contains('*'))
        {
            pattern = text.Replace(@"\", @"\\", StringComparison.Ordinal);
        }

        return value;
    }

    private FilterValue? Typed(Field field, string text, bool quoted, int start)
    {
        switch (field)
        {
            case Field.Time:
                if (TimeLiteral.TryParse(text, now, out var nanos, out var relative))
                {
                    return new TimeValue(nanos);
                }

                return Fail(relative && now is null
                    ? "expected a fixed time: a relative time has no meaning here"
                    : "expected a time between the years 1678 and 2261, such as 2026-01-31T10:00:00Z, -15m or now-1h");
            case Field.Severity:
                return SeverityLiteral.TryParse(text, out var severity)
                    ? severity
                    : Fail("expected TRACE, DEBUG, INFO, WARN, ERROR, FATAL, one of these with a digit 2 to 4, or a number 1 to 24");
            case Field.TraceId or Field.SpanId:
                var digits = field == Field.TraceId ? 32 : 16;
                return text.Length == digits && UInt128.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var id)
                    ? new IdValue(id, digits)
                    : Fail($"expected {digits} hexadecimal digits");
            case Field.Batch or Field.Generation:
                return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
                    ? new CountValue(count)
                    : Fail("expected a whole number");
            default:
                return !quoted && IsNumber(text) ? new NumberValue(text) : new TextValue(text);
        }

        FilterValue? Fail(string message)
        {
            lexer.Fail($"{message}, found '{Short(text)}'", start);
            return null;
        }
    }

    internal static bool IsNumber(string text) =>
        NumberStart.Contains(text[0])
        && double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number)
        && double.IsFinite(number);

    private static string Short(string text) => text.Length <= 40 ? text : text[..40];
}
