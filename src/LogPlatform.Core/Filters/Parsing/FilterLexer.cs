using System.Globalization;
using System.Text;

namespace LogPlatform.Core.Filters.Parsing;

/// <summary>
/// Reads the words of a filter. What a word may contain depends on its place (a time has colons, a field has not), so the parser asks for the
/// kind of word it expects.
/// </summary>
internal sealed class FilterLexer(string text)
{
    private const char End = '\0';

    public string Text { get; } = text;

    public int Position { get; set; }

    public FilterError? Error { get; private set; }

    public bool AtEnd => Position == Text.Length;

    /// <summary>The next character; NUL at the end.</summary>
    public char Current => At(0);

    public char Next => At(1);

    public void SkipSpace()
    {
        while (!AtEnd && char.IsWhiteSpace(Current))
        {
            Position++;
        }
    }

    public bool Skip(string expected)
    {
        if (string.CompareOrdinal(Text, Position, expected, 0, expected.Length) != 0)
        {
            return false;
        }

        Position += expected.Length;
        return true;
    }

    /// <summary>Skips a keyword, in either case, that ends where a word ends.</summary>
    public bool SkipKeyword(string keyword)
    {
        if (!AtKeyword(keyword))
        {
            return false;
        }

        Position += keyword.Length;
        return true;
    }

    public bool AtKeyword(string keyword) =>
        string.Compare(Text, Position, keyword, 0, keyword.Length, StringComparison.OrdinalIgnoreCase) == 0
        && Position + keyword.Length <= Text.Length
        && (At(keyword.Length) is End or '(' or ')' or '"' or '\'' or '`' || char.IsWhiteSpace(At(keyword.Length)));

    /// <summary>A field: a bare word, parts of which may stand in backquotes. False (with an error) when there is none.</summary>
    public bool ReadField(out FieldRef? field)
    {
        field = null;
        if (!ReadWord(out var word, out var bare))
        {
            return Fail(Expected("a field name"));
        }

        return FieldName.TryRecognize(word, bare, out field, out var problem) || Fail(problem!);
    }

    /// <summary>A bare word in the place of a field or of a text to search; <paramref name="bare"/> is the length before the first backquote.</summary>
    public bool ReadWord(out string word, out int bare)
    {
        var builder = new StringBuilder();
        bare = -1;
        while (!AtEnd && !EndsWord(Current))
        {
            if (Current != '`')
            {
                builder.Append(Current);
                Position++;
                continue;
            }

            bare = bare < 0 ? builder.Length : bare;
            if (!ReadBackquoted(builder))
            {
                word = string.Empty;
                return false;
            }
        }

        word = builder.ToString();
        bare = bare < 0 ? builder.Length : bare;
        return word.Length > 0;
    }

    /// <summary>A bare value: everything up to white space, a parenthesis or a quote, and up to a comma in a list.</summary>
    public string ReadValue(bool inList)
    {
        var start = Position;
        while (!AtEnd && !char.IsWhiteSpace(Current) && Current is not ('(' or ')' or '"' or '`') && !(inList && Current == ','))
        {
            Position++;
        }

        return Text[start..Position];
    }

    /// <summary>A text in single or double quotes, at which the lexer stands. False (with an error) when it does not end.</summary>
    public bool ReadQuoted(out string value)
    {
        var builder = new StringBuilder();
        var start = Position;
        var quote = Current;
        value = string.Empty;
        for (Position++; Current != quote || AtEnd; Position++)
        {
            if (AtEnd)
            {
                Position = start;
                return Fail($"expected a closing {quote}");
            }

            if (Current != '\\')
            {
                builder.Append(Current);
            }
            else if (!ReadEscape(builder))
            {
                return Fail("expected one of the escapes \\\\ \\\" \\' \\n \\r \\t \\uXXXX");
            }
        }

        Position++;
        value = builder.ToString();
        return true;
    }

    /// <summary>A regular expression between slashes, at which the lexer stands.</summary>
    public bool ReadSlashed(out string pattern)
    {
        var start = ++Position;
        for (; !AtEnd && Current != '/'; Position++)
        {
            if (Current == '\\' && Position + 1 < Text.Length)
            {
                Position++;
            }
        }

        pattern = Text[start..Position].Replace("\\/", "/", StringComparison.Ordinal);
        if (AtEnd)
        {
            Position = start - 1;
            return Fail("expected a closing /");
        }

        Position++;
        if (Current is 'i' && (At(1) is End or ')' || char.IsWhiteSpace(At(1))))
        {
            pattern = "(?i)" + pattern;
            Position++;
        }

        return true;
    }

    /// <summary>Records the first mistake, here or at <paramref name="position"/>. Always false.</summary>
    public bool Fail(string message, int position = -1)
    {
        Error ??= new FilterError(position < 0 ? Position : position, message);
        return false;
    }

    /// <summary>What was expected and what is there instead.</summary>
    public string Expected(string what) => AtEnd ? $"expected {what}, found the end" : $"expected {what}, found '{Found()}'";

    private string Found()
    {
        var length = 1;
        while (length < 20 && Position + length < Text.Length && char.IsLetterOrDigit(Text[Position + length]) && char.IsLetterOrDigit(Current))
        {
            length++;
        }

        return Text.Substring(Position, length);
    }

    private bool EndsWord(char c) => char.IsWhiteSpace(c) || c is '(' or ')' or '"' or '=' or '<' or '>' or ':' || (c == '!' && Next == '=');

    private bool ReadBackquoted(StringBuilder builder)
    {
        var start = Position++;
        while (!AtEnd)
        {
            if (Current != '`')
            {
                builder.Append(Current);
            }
            else if (Next == '`')
            {
                builder.Append('`');
                Position++;
            }
            else
            {
                Position++;
                return true;
            }

            Position++;
        }

        Position = start;
        return Fail("expected a closing `");
    }

    // Leaves the position on the escape's last character.
    private bool ReadEscape(StringBuilder builder)
    {
        Position++;
        switch (Current)
        {
            case '\\' or '"' or '\'':
                builder.Append(Current);
                return true;
            case 'n':
                builder.Append('\n');
                return true;
            case 'r':
                builder.Append('\r');
                return true;
            case 't':
                builder.Append('\t');
                return true;
            case 'u' when Position + 4 < Text.Length
                && ushort.TryParse(Text.AsSpan(Position + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit):
                builder.Append((char)unit);
                Position += 4;
                return true;
            default:
                return false;
        }
    }

    private char At(int offset) => Position + offset < Text.Length ? Text[Position + offset] : End;
}
