using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace LogPlatform.Core.Filters.Evaluation;

/// <summary>
/// A comparison with a text or a number. Numbers compare by size, exactly, and texts by bytes; a text that is a number compares by size with a
/// number, unless it is asked to be equal: then the spelling counts ("1.10" is not "1.1").
/// </summary>
internal sealed class CompareTest : ValueTest
{
    private readonly CompareOp _op;
    private readonly byte[] _text;
    private readonly bool _isNumber;
    private readonly bool _orderByNumber;
    private readonly bool _isInteger;
    private readonly long _integer;
    private readonly double _number;

    public CompareTest(CompareOp op, string text, bool isNumber)
    {
        _op = op;
        _text = Encoding.UTF8.GetBytes(text);
        _orderByNumber = isNumber && op != CompareOp.Equal;
        _isInteger = long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _integer);
        _isNumber = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _number);
    }

    public override bool MatchesText(ReadOnlySpan<byte> text)
    {
        if (_op == CompareOp.Equal)
        {
            return text.SequenceEqual(_text);
        }

        if (!_orderByNumber)
        {
            return Holds(text.SequenceCompareTo(_text));
        }

        return Utf8Parser.TryParse(text, out long integer, out var used) && used == text.Length ? MatchesInteger(integer)
            : Utf8Parser.TryParse(text, out double number, out used) && used == text.Length && MatchesNumber(number);
    }

    public override bool MatchesInteger(long number) =>
        _isInteger ? Holds(number.CompareTo(_integer)) : _isNumber && !double.IsNaN(_number) && Holds(Compare(number, _number));

    public override bool MatchesNumber(double number) =>
        !double.IsNaN(number) && _isNumber && !double.IsNaN(_number) && Holds(_isInteger ? -Compare(_integer, number) : number.CompareTo(_number));

    public override bool MatchesTruth(bool value) =>
        _op == CompareOp.Equal && Ascii.EqualsIgnoreCase(_text, value ? "true"u8 : "false"u8);

    private bool Holds(int order) => _op switch
    {
        CompareOp.Equal => order == 0,
        CompareOp.Less => order < 0,
        CompareOp.LessOrEqual => order <= 0,
        CompareOp.Greater => order > 0,
        CompareOp.GreaterOrEqual => order >= 0,
        _ => false,
    };

    // A conversion to double would call large neighbours equal.
    private static int Compare(long integer, double number)
    {
        if (number >= 9223372036854775808.0)
        {
            return -1;
        }

        if (number < -9223372036854775808.0)
        {
            return 1;
        }

        var whole = (long)number;
        return integer != whole ? integer.CompareTo(whole) : -(number - whole).CompareTo(0.0);
    }
}
