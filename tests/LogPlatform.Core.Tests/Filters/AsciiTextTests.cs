using System.Text;
using FsCheck;
using FsCheck.Fluent;
using LogPlatform.Core.Filters.Evaluation;

namespace LogPlatform.Core.Tests.Filters;

public class AsciiTextTests
{
    [Fact]
    public void TheFirstPlaceIsFoundAsAPlainSearchFindsIt()
    {
        var letters = Gen.Elements('a', 'B', 'b', 'A', '@', '`', '[', '{', 'é');
        var texts = letters.ArrayOf().Select(list => new string(list));
        Prop.ForAll(texts.Two().ToArbitrary(), pair =>
        {
            var text = string.Concat(Enumerable.Repeat(pair.Item1, 5));
            var needle = pair.Item2[..Math.Min(pair.Item2.Length, 4)];
            var expected = Lower(text).IndexOf(Lower(needle), StringComparison.Ordinal);
            var found = AsciiText.IndexOfIgnoreCase(Encoding.UTF8.GetBytes(text), AsciiText.ToNeedle(needle));
            return found == (expected < 0 ? -1 : Encoding.UTF8.GetByteCount(text.AsSpan(0, expected)));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
    }

    private static string Lower(string text) => string.Concat(text.Select(c => char.IsAscii(c) ? char.ToLowerInvariant(c) : c));
}
