using System.Text;
using FsCheck;
using FsCheck.Fluent;
using LogPlatform.Storage.Blocks.Text;

namespace LogPlatform.Storage.Tests.Blocks.Text;

public sealed class DigitTests
{
    private static readonly Gen<string> NearDigits = Gen.Elements([.. "0123456789012345678901234567890123456789/:a. "]).ArrayOf().Select(static text => new string(text));

    private static readonly Gen<string> NearHex = Gen.Elements([.. "0123456789abcdef0123456789abcdef0123456789abcdefgAF/:`"]).ArrayOf().Select(static text => new string(text));

    [Fact]
    public void DecimalDigitsAreReadAsTheRuntimeReadsThem() =>
        Prop.ForAll(NearDigits.ToArbitrary(), text =>
        {
            var expected = text.Length is > 0 and <= 18 && text.All(char.IsAsciiDigit);
            var read = DecimalDigits.TryParse(Encoding.ASCII.GetBytes(text), out var number);
            return read == expected && (!read || number == long.Parse(text));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Fact]
    public void HexadecimalDigitsArePackedAndUnpacked() =>
        Prop.ForAll(NearHex.ToArbitrary(), text =>
        {
            text = text[..(text.Length / 2 * 2)];
            var digits = Encoding.ASCII.GetBytes(text);
            var packed = new byte[text.Length / 2];
            if (!Nibbles.TryParse(digits, packed))
            {
                return text.Any(static c => !char.IsAsciiHexDigitLower(c));
            }

            var unpacked = new byte[digits.Length];
            Nibbles.Format(packed, 0, unpacked);
            return unpacked.AsSpan().SequenceEqual(digits) && Convert.ToHexStringLower(packed) == text;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
}
