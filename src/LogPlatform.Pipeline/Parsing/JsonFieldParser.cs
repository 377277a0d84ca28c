using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;
using LogPlatform.Core.Records;

namespace LogPlatform.Pipeline.Parsing;

/// <summary>
/// A JSON object (RFC 8259): its members are the fields, nested objects and arrays become maps and arrays. Strings without escapes are not copied.
/// Integers that fit 64 bits stay integers; numbers that no type here can hold stay text.
/// </summary>
internal sealed class JsonFieldParser : FieldParser
{
    private const int MaxDepth = 32;
    private const string Invalid = "not valid JSON";

    private static readonly SearchValues<byte> StringEnds = SearchValues.Create([(byte)'"', (byte)'\\', .. Enumerable.Range(0, 32).Select(static i => (byte)i)]);
    private static readonly SearchValues<byte> NumberBytes = SearchValues.Create("+-.0123456789Ee"u8);

    private readonly GrowList<RecordAttribute> _members = new();
    private readonly GrowList<Value> _elements = new();
    private readonly GrowList<byte> _unescaped = new();
    private RecordBatch _batch = null!;
    private int _offset;
    private int _at;
    private string? _problem;

    public override string? Parse(TextRef text, FieldSink sink)
    {
        _batch = sink.Batch;
        _offset = text.Offset;
        _at = 0;
        _problem = null;
        _members.Clear();
        _elements.Clear();

        // The span stays readable when the buffer grows: growing copies, and nobody writes over text that is there.
        var json = _batch.Text(text);
        if (!Skip(json, (byte)'{'))
        {
            return "not a JSON object";
        }

        if (!ParseFields(json, sink))
        {
            return _problem ?? Invalid;
        }

        SkipSpace(json);
        return _at == json.Length ? null : Invalid;
    }

    private bool ParseFields(ReadOnlySpan<byte> json, FieldSink sink)
    {
        if (Skip(json, (byte)'}'))
        {
            return true;
        }

        do
        {
            if (!Skip(json, (byte)'"') || !ParseString(json, out var name) || !Skip(json, (byte)':') || !ParseValue(json, MaxDepth, out var value))
            {
                return false;
            }

            if (!sink.Add(_batch.Text(name), value))
            {
                _problem = "too many fields";
                return false;
            }
        }
        while (Skip(json, (byte)','));
        return Skip(json, (byte)'}');
    }

    private bool ParseValue(ReadOnlySpan<byte> json, int depth, out Value value)
    {
        SkipSpace(json);
        value = default;
        if (_at == json.Length)
        {
            return false;
        }

        switch (json[_at])
        {
            case (byte)'"':
                _at++;
                var isString = ParseString(json, out var text);
                value = Value.OfString(text);
                return isString;
            case (byte)'{' when depth > 0:
                _at++;
                return ParseMap(json, depth - 1, out value);
            case (byte)'[' when depth > 0:
                _at++;
                return ParseArray(json, depth - 1, out value);
            case (byte)'{' or (byte)'[':
                _problem = "JSON is nested too deeply";
                return false;
            case (byte)'t':
                value = Value.OfBool(true);
                return Word(json, "true"u8);
            case (byte)'f':
                value = Value.OfBool(false);
                return Word(json, "false"u8);
            case (byte)'n':
                return Word(json, "null"u8);
            default:
                return ParseNumber(json, out value);
        }
    }

    // Children are collected on a stack of their own, because those of one parent must be contiguous in the batch.
    private bool ParseMap(ReadOnlySpan<byte> json, int depth, out Value value)
    {
        var first = _members.Count;
        value = default;
        if (!Skip(json, (byte)'}'))
        {
            do
            {
                if (!Skip(json, (byte)'"') || !ParseString(json, out var name) || !Skip(json, (byte)':') || !ParseValue(json, depth, out var member))
                {
                    return false;
                }

                _members.Add(new RecordAttribute(_batch.Keys.Intern(_batch.Text(name)), member));
            }
            while (Skip(json, (byte)','));

            if (!Skip(json, (byte)'}'))
            {
                return false;
            }
        }

        var count = _members.Count - first;
        value = Value.OfMap(_batch.Attributes.AddRange(_members.AsSpan(first, count)), count);
        _members.Truncate(first);
        return true;
    }

    private bool ParseArray(ReadOnlySpan<byte> json, int depth, out Value value)
    {
        var first = _elements.Count;
        value = default;
        if (!Skip(json, (byte)']'))
        {
            do
            {
                if (!ParseValue(json, depth, out var element))
                {
                    return false;
                }

                _elements.Add(element);
            }
            while (Skip(json, (byte)','));

            if (!Skip(json, (byte)']'))
            {
                return false;
            }
        }

        var count = _elements.Count - first;
        value = Value.OfArray(_batch.Elements.AddRange(_elements.AsSpan(first, count)), count);
        _elements.Truncate(first);
        return true;
    }

    // Behind the opening quote.
    private bool ParseString(ReadOnlySpan<byte> json, out TextRef text)
    {
        var start = _at;
        text = default;
        var end = json[_at..].IndexOfAny(StringEnds);
        if (end < 0)
        {
            return false;
        }

        _at += end;
        if (json[_at] == '"')
        {
            text = new TextRef(_offset + start, end);
            _at++;
            return true;
        }

        _unescaped.Clear();
        _unescaped.AddRange(json[start.._at]);
        while (_at < json.Length && json[_at] != '"')
        {
            if (json[_at] != '\\' || !Unescape(json))
            {
                return false;
            }

            var plain = json[_at..].IndexOfAny(StringEnds);
            if (plain < 0)
            {
                return false;
            }

            _unescaped.AddRange(json.Slice(_at, plain));
            _at += plain;
        }

        _at++;
        text = _batch.Append(_unescaped.AsSpan());
        return true;
    }

    private bool Unescape(ReadOnlySpan<byte> json)
    {
        if (_at + 1 >= json.Length)
        {
            return false;
        }

        var c = json[_at + 1];
        _at += 2;
        if (c == 'u')
        {
            return UnescapeUnit(json);
        }

        var plain = c switch
        {
            (byte)'"' or (byte)'\\' or (byte)'/' => c,
            (byte)'b' => (byte)'\b',
            (byte)'f' => (byte)'\f',
            (byte)'n' => (byte)'\n',
            (byte)'r' => (byte)'\r',
            (byte)'t' => (byte)'\t',
            _ => (byte)0,
        };
        _unescaped.Add(plain);
        return plain != 0;
    }

    private bool UnescapeUnit(ReadOnlySpan<byte> json)
    {
        if (!Unit(json, out var unit))
        {
            return false;
        }

        var rune = Rune.ReplacementChar;
        if (!char.IsSurrogate(unit))
        {
            rune = new Rune(unit);
        }
        else if (char.IsHighSurrogate(unit) && json[_at..].StartsWith("\\u"u8))
        {
            var before = _at;
            _at += 2;
            if (!Unit(json, out var low))
            {
                return false;
            }

            // Half a pair has no UTF-8 form; it is replaced, and what follows stands for itself.
            if (!Rune.TryCreate(unit, low, out rune))
            {
                (rune, _at) = (Rune.ReplacementChar, before);
            }
        }

        Span<byte> utf8 = stackalloc byte[4];
        _unescaped.AddRange(utf8[..rune.EncodeToUtf8(utf8)]);
        return true;
    }

    private bool Unit(ReadOnlySpan<byte> json, out char unit)
    {
        unit = '\0';
        if (_at + 4 > json.Length || !ushort.TryParse(json.Slice(_at, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number))
        {
            return false;
        }

        unit = (char)number;
        _at += 4;
        return true;
    }

    private bool ParseNumber(ReadOnlySpan<byte> json, out Value value)
    {
        var length = json[_at..].IndexOfAnyExcept(NumberBytes);
        var text = length < 0 ? json[_at..] : json.Slice(_at, length);
        value = default;
        if (!IsNumber(text, out var isInteger))
        {
            return false;
        }

        if (isInteger && Utf8Parser.TryParse(text, out long integer, out var used) && used == text.Length)
        {
            value = Value.OfInt(integer);
        }
        else if (!isInteger && Utf8Parser.TryParse(text, out double number, out used) && used == text.Length && double.IsFinite(number))
        {
            value = Value.OfDouble(number);
        }
        else
        {
            value = Value.OfString(new TextRef(_offset + _at, text.Length));
        }

        _at += text.Length;
        return true;
    }

    private static bool IsNumber(ReadOnlySpan<byte> text, out bool isInteger)
    {
        var at = text.StartsWith("-"u8) ? 1 : 0;
        var whole = Digits(text, ref at);
        isInteger = at == text.Length;
        if (whole == 0 || (whole > 1 && text[at - whole] == '0'))
        {
            return false;
        }

        if (at < text.Length && text[at] == '.')
        {
            at++;
            if (Digits(text, ref at) == 0)
            {
                return false;
            }
        }

        if (at < text.Length && text[at] is (byte)'e' or (byte)'E')
        {
            at++;
            at += at < text.Length && text[at] is (byte)'+' or (byte)'-' ? 1 : 0;
            if (Digits(text, ref at) == 0)
            {
                return false;
            }
        }

        return at == text.Length;
    }

    private static int Digits(ReadOnlySpan<byte> text, ref int at)
    {
        var start = at;
        while (at < text.Length && char.IsAsciiDigit((char)text[at]))
        {
            at++;
        }

        return at - start;
    }

    private bool Word(ReadOnlySpan<byte> json, ReadOnlySpan<byte> word)
    {
        var isThere = json[_at..].StartsWith(word);
        _at += word.Length;
        return isThere;
    }

    private bool Skip(ReadOnlySpan<byte> json, byte expected)
    {
        SkipSpace(json);
        if (_at < json.Length && json[_at] == expected)
        {
            _at++;
            return true;
        }

        return false;
    }

    private void SkipSpace(ReadOnlySpan<byte> json)
    {
        while (_at < json.Length && json[_at] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
        {
            _at++;
        }
    }
}
