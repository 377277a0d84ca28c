using System.Text;
using FsCheck;
using FsCheck.Fluent;
using LogPlatform.Core.Records;
using LogPlatform.Storage.Blocks.Text;

namespace LogPlatform.Storage.Tests.Blocks.Text;

public sealed class VariableFinderTests
{
    // Long runs and many pieces, so that the edges of 64 bytes fall everywhere.
    private static readonly Gen<string> Texts = Gen.OneOf(
            Gen.Elements("a", "7", "42", "x", "user", "ms", " ", "-", ".", "0123456789", "face", "é", "A", "Z9"),
            Gen.Choose(1, 90).Select(static length => new string('k', length)),
            Gen.Choose(1, 90).Select(static length => new string('5', length)),
            Gen.Choose(0, int.MaxValue).Select(static number => $"{number:x8}-12ab-34cd-56ef-0123456789ab"))
        .ListOf().Select(string.Concat);

    [Fact]
    public void SixtyFourBytesAtOnceAndOneByOneFindTheSame() =>
        Prop.ForAll(Texts.ToArbitrary(), text =>
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            byte[] amid = [.. "k5"u8, .. bytes, .. "7x"u8, .. new byte[64]];
            return Find(bytes, bytes, 0).SequenceEqual(FindOneByOne(bytes)) && Find(bytes, amid, 2).SequenceEqual(FindOneByOne(bytes));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    private static List<(int Start, int End)> Find(byte[] text, byte[] arena, int offset)
    {
        var found = new List<(int, int)>();
        var finder = new VariableFinder(arena, new TextRef(offset, text.Length));
        while (finder.Next(out var start, out var end))
        {
            found.Add((start, end));
        }

        return found;
    }

    private static List<(int Start, int End)> FindOneByOne(byte[] text)
    {
        var found = new List<(int, int)>();
        var from = 0;
        while (from < text.Length)
        {
            var digit = Array.FindIndex(text, from, static b => char.IsAsciiDigit((char)b));
            if (digit < 0)
            {
                break;
            }

            var start = digit;
            while (start > from && char.IsAsciiLetter((char)text[start - 1]))
            {
                start--;
            }

            var end = digit;
            while (end < text.Length && char.IsAsciiLetterOrDigit((char)text[end]))
            {
                end++;
            }

            if (end - start == 8 && text.Length - start >= 36 && Guid.TryParseExact(Encoding.Latin1.GetString(text, start, 36), "D", out _)
                && !Encoding.Latin1.GetString(text, start, 36).Any(char.IsAsciiLetterUpper))
            {
                found.Add((start, start + 36));
                from = start + 36;
                continue;
            }

            var run = Encoding.Latin1.GetString(text, start, end - start);
            var prefix = run[..(digit - start)];
            var suffix = run[prefix.Length..].TrimStart([.. "0123456789"]);
            var isNumber = !suffix.Any(char.IsAsciiDigit) && IsAffix(prefix) && IsAffix(suffix);
            found.Add(isNumber ? (digit, end - suffix.Length) : (start, end));
            from = end;
        }

        return found;
    }

    private static bool IsAffix(string letters) => letters.Length == 0 || letters.Any(static letter => !char.IsAsciiHexDigit(letter));
}
