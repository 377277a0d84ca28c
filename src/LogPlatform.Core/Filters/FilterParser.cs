using LogPlatform.Core.Filters.Parsing;
using LogPlatform.Core.Filters.Values;

namespace LogPlatform.Core.Filters;

/// <summary>Reads the filter language of searches and rules; <c>docs/filter-language.md</c> describes it.</summary>
public sealed class FilterParser
{
    private readonly FilterLexer _lexer;
    private readonly ValueReader _values;
    private int _depth;
    private int _terms;

    private FilterParser(string text, long? now)
    {
        _lexer = new FilterLexer(text);
        _values = new ValueReader(_lexer, now);
    }

    /// <summary>Reads a filter. Exactly one of the results is null; no text makes it throw.</summary>
    /// <param name="text">The filter; an empty one means every record.</param>
    /// <param name="nowUnixNano">The present, nanoseconds since the Unix epoch, to which relative times refer; without it they are mistakes.</param>
    public static (Filter? Filter, FilterError? Error) Parse(string text, long? nowUnixNano = null)
    {
        if (text.Length > FilterLimits.Length)
        {
            return (null, new FilterError(FilterLimits.Length, $"expected at most {FilterLimits.Length} characters, found {text.Length}"));
        }

        var parser = new FilterParser(text, nowUnixNano);
        var filter = parser.ReadAll();
        return parser._lexer.Error is { } error ? (null, error) : (filter, null);
    }

    private Filter? ReadAll()
    {
        _lexer.SkipSpace();
        if (_lexer.AtEnd)
        {
            return new AllFilter();
        }

        var filter = ReadOr();
        if (filter is not null && !_lexer.AtEnd)
        {
            _lexer.Fail(_lexer.Expected("'and', 'or' or the end"));
        }

        return filter;
    }

    private Filter? ReadOr()
    {
        var left = ReadAnd();
        while (left is not null && _lexer.SkipKeyword("or"))
        {
            left = ReadAnd() is { } right ? new OrFilter(left, right) : null;
        }

        return left;
    }

    private Filter? ReadAnd()
    {
        var left = ReadNot();
        while (left is not null && (_lexer.SkipKeyword("and") || MoreFollows()))
        {
            left = ReadNot() is { } right ? new AndFilter(left, right) : null;
        }

        return left;
    }

    // Two conditions side by side both hold.
    private bool MoreFollows() => !_lexer.AtEnd && _lexer.Current is not (')' or ',') && !_lexer.AtKeyword("or");

    private Filter? ReadNot()
    {
        _lexer.SkipSpace();
        var start = _lexer.Position;
        if (++_depth > FilterLimits.Depth)
        {
            _lexer.Fail($"expected at most {FilterLimits.Depth} levels of parentheses and negations");
            return null;
        }

        Filter? filter;
        if (_lexer.SkipKeyword("not") || (_lexer.Current == '-' && !char.IsWhiteSpace(_lexer.Next) && _lexer.Skip("-")))
        {
            filter = ReadNot() is { } inner ? new NotFilter(inner) : null;
        }
        else if (_lexer.Skip("("))
        {
            filter = ReadOr();
            if (filter is not null && !_lexer.Skip(")"))
            {
                _lexer.Fail(_lexer.AtEnd ? "expected a closing )" : _lexer.Expected("'and', 'or' or ')'"), _lexer.AtEnd ? start : -1);
            }
        }
        else if (++_terms > FilterLimits.Terms)
        {
            _lexer.Fail($"expected at most {FilterLimits.Terms} conditions");
            filter = null;
        }
        else
        {
            filter = ReadTerm();
        }

        _depth--;
        _lexer.SkipSpace();
        return _lexer.Error is null ? filter : null;
    }

    private Filter? ReadTerm()
    {
        var start = _lexer.Position;
        string word;
        var bare = 0;
        var quoted = _lexer.Current is '"' or '\'';
        if (quoted ? !_lexer.ReadQuoted(out word) : !_lexer.ReadWord(out word, out bare) || (bare > 0 && IsConnective(word)))
        {
            if (_lexer.Error is null)
            {
                _lexer.Position = start;
                _lexer.Fail(_lexer.Expected("a word, a field or '('"));
            }

            return null;
        }

        var afterWord = _lexer.Position;
        _lexer.SkipSpace();
        if (!AtOperator())
        {
            _lexer.Position = afterWord;
            return quoted || bare == word.Length ? Text(word, quoted, start) : FailTerm(_lexer.Expected("a comparison behind the field"));
        }

        if (!FieldName.TryRecognize(word, bare, out var field, out var problem))
        {
            return FailTerm(problem!, start);
        }

        return ReadCondition(field!);
    }

    private static bool IsConnective(string word) =>
        word.Equals("and", StringComparison.OrdinalIgnoreCase) || word.Equals("or", StringComparison.OrdinalIgnoreCase);

    private Filter? Text(string word, bool quoted, int start)
    {
        if (!quoted)
        {
            if (word.All(static c => c == '*'))
            {
                return new AllFilter();
            }

            // "time*" and "*out" find what "time" and "out" find.
            word = word.Trim('*');
            if (word.Contains('*'))
            {
                return FailTerm("expected a word without '*' inside; put it in quotes to search for the character", start);
            }
        }

        return word.Length > 0 ? new TextFilter(word) : FailTerm("expected a text between the quotes", start);
    }

    private bool AtOperator() =>
        _lexer.Current is '=' or '<' or '>' or ':'
        || (_lexer.Current == '!' && _lexer.Next == '=')
        || _lexer.AtKeyword("exists")
        || _lexer.AtKeyword("contains")
        || _lexer.AtKeyword("like")
        || _lexer.AtKeyword("matches")
        || (_lexer.AtKeyword("in") && ListFollows());

    // "error in payment" are three words; "error in (a, b)" is a list.
    private bool ListFollows()
    {
        var position = _lexer.Position + 2;
        while (position < _lexer.Text.Length && char.IsWhiteSpace(_lexer.Text[position]))
        {
            position++;
        }

        return position < _lexer.Text.Length && _lexer.Text[position] == '(';
    }

    private Filter? ReadCondition(FieldRef field)
    {
        var start = _lexer.Position;
        if (_lexer.SkipKeyword("exists"))
        {
            return new ExistsFilter(field);
        }

        if (_lexer.SkipKeyword("in"))
        {
            return ReadList(field);
        }

        if (_lexer.SkipKeyword("contains"))
        {
            return IsText(field) ? ReadText(field, contains: true) : FailText(field, start);
        }

        if (_lexer.SkipKeyword("like"))
        {
            return IsText(field) ? ReadText(field, contains: false) : FailText(field, start);
        }

        if (_lexer.SkipKeyword("matches"))
        {
            return IsText(field) ? ReadPattern(field) : FailText(field, start);
        }

        if (_lexer.Skip(":"))
        {
            return IsText(field) ? ReadText(field, contains: true) : ReadComparison(field, CompareOp.Equal, start);
        }

        var unequal = _lexer.Skip("!=");
        var op = unequal || _lexer.Skip("==") || _lexer.Skip("=") ? CompareOp.Equal
            : _lexer.Skip("<=") ? CompareOp.LessOrEqual
            : _lexer.Skip(">=") ? CompareOp.GreaterOrEqual
            : _lexer.Skip("<") ? CompareOp.Less
            : _lexer.Skip(">") ? CompareOp.Greater
            : CompareOp.None;
        var comparison = ReadComparison(field, op, start);
        return unequal && comparison is not null ? new NotFilter(comparison) : comparison;
    }

    private Filter? ReadComparison(FieldRef field, CompareOp op, int start)
    {
        if (op != CompareOp.Equal && field.Field is Field.TraceId or Field.SpanId)
        {
            return FailTerm($"expected '=', '!=', 'in' or 'exists' behind {field}", start);
        }

        _lexer.SkipSpace();
        if (op == CompareOp.Equal && StarFollows())
        {
            _lexer.Skip("*");
            return new ExistsFilter(field);
        }

        var value = _values.Read(field, inList: false, out var pattern);
        return value is null ? null
            : pattern is not null && op == CompareOp.Equal ? new LikeFilter(field, pattern)
            : new CompareFilter(field, op, value);
    }

    private bool StarFollows() => _lexer.Current == '*' && (_lexer.Next is '\0' or ')' || char.IsWhiteSpace(_lexer.Next));

    private InFilter? ReadList(FieldRef field)
    {
        _lexer.SkipSpace();
        _lexer.Skip("(");
        var values = new List<FilterValue>();
        do
        {
            if (_values.Read(field, inList: true, out _) is not { } value)
            {
                return null;
            }

            values.Add(value);
            _lexer.SkipSpace();
        }
        while (values.Count < FilterLimits.ListValues && _lexer.Skip(","));

        if (!_lexer.Skip(")"))
        {
            _lexer.Fail(values.Count == FilterLimits.ListValues ? $"expected at most {FilterLimits.ListValues} values" : _lexer.Expected("',' or ')'"));
            return null;
        }

        return new InFilter(field, values);
    }

    private Filter? ReadText(FieldRef field, bool contains)
    {
        _lexer.SkipSpace();
        if (contains && StarFollows())
        {
            _lexer.Skip("*");
            return new ExistsFilter(field);
        }

        var start = _lexer.Position;
        string text;
        if (_lexer.Current is '"' or '\'')
        {
            if (!_lexer.ReadQuoted(out text))
            {
                return null;
            }
        }
        else
        {
            text = contains ? _lexer.ReadValue(inList: false).Trim('*') : _lexer.ReadValue(inList: false);
        }

        return text.Length > 0 ? contains ? new ContainsFilter(field, text) : new LikeFilter(field, text)
            : FailTerm(_lexer.Position == start ? _lexer.Expected("a text") : "expected a text that is not empty", start);
    }

    private Filter? ReadPattern(FieldRef field)
    {
        _lexer.SkipSpace();
        var start = _lexer.Position;
        if (_lexer.Current is not ('/' or '"' or '\''))
        {
            return FailTerm(_lexer.Expected("a regular expression such as /time(d )?out/"));
        }

        if (!(_lexer.Current == '/' ? _lexer.ReadSlashed(out var pattern) : _lexer.ReadQuoted(out pattern)))
        {
            return null;
        }

        return LinearRegex.TryCreate(pattern, out _, out var problem) ? new MatchFilter(field, pattern) : FailTerm(problem, start);
    }

    private static bool IsText(FieldRef field) =>
        field.Field is not (Field.Time or Field.Severity or Field.TraceId or Field.SpanId or Field.Batch or Field.Generation);

    private Filter? FailText(FieldRef field, int start) =>
        FailTerm($"expected a comparison behind {field}, which is not a text{(field.Field == Field.Severity ? " (severity_text is)" : string.Empty)}", start);

    private Filter? FailTerm(string message, int position = -1)
    {
        _lexer.Fail(message, position);
        return null;
    }
}
