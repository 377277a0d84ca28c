using System.Buffers.Text;
using LogPlatform.Core.Records;
using LogPlatform.Storage.Blocks.Layout;
using LogPlatform.Storage.Blocks.Numbers;

namespace LogPlatform.Storage.Blocks.Text;

/// <summary>Strings of decimal digits.</summary>
internal sealed class DigitsText : TextColumn
{
    /// <summary>What fits a 64-bit integer whatever the digits are.</summary>
    public const int MostDigits = 18;

    private static readonly long[] PowersOfTen = Powers();

    private readonly long[] _numbers;
    private readonly long[]? _lengths;
    private readonly int _length;

    private DigitsText(long[] numbers, int length, long[]? lengths)
        : base(numbers.Length)
    {
        _numbers = numbers;
        _length = length;
        _lengths = lengths;
    }

    /// <summary>The integers.</summary>
    public ReadOnlySpan<long> Numbers => _numbers;

    /// <inheritdoc/>
    public override void Append(int index, GrowList<byte> sink)
    {
        Span<byte> digits = stackalloc byte[MostDigits + 2];
        var number = _numbers[index];
        var length = _lengths is null ? _length : (int)_lengths[index];
        Utf8Formatter.TryFormat(number, digits, out var written);
        if (length > written)
        {
            sink.AddUninitialized(length - written).Fill((byte)'0');
        }

        sink.AddRange(digits[..written]);
    }

    public static DigitsText Decode(ref BlockCursor data, int count, TextEncoding encoding)
    {
        var length = encoding == TextEncoding.FixedDigits ? data.Count(MostDigits) : 0;
        var lengths = encoding == TextEncoding.PaddedDigits ? IntColumn.Read(ref data, count) : null;
        var numbers = IntColumn.Read(ref data, count);
        for (var i = 0; i < numbers.Length; i++)
        {
            var most = lengths is null ? MostDigits : lengths[i];
            if (most is < 1 or > MostDigits || (ulong)numbers[i] >= (ulong)PowersOfTen[MostDigits])
            {
                throw new CorruptBlockException("A number has too many digits.");
            }
        }

        return new DigitsText(numbers, length, lengths);
    }

    private static long[] Powers()
    {
        var powers = new long[MostDigits + 1];
        powers[0] = 1;
        for (var i = 1; i < powers.Length; i++)
        {
            powers[i] = powers[i - 1] * 10;
        }

        return powers;
    }
}
