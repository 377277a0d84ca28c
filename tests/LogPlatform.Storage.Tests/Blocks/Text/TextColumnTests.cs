using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using LogPlatform.Core.Filters;
using LogPlatform.Core.Records;
using LogPlatform.Storage.Blocks.Layout;
using LogPlatform.Storage.Blocks.Numbers;
using LogPlatform.Storage.Blocks.Text;
using LogPlatform.Storage.Query.Evaluation;

namespace LogPlatform.Storage.Tests.Blocks.Text;

public sealed class TextColumnTests
{
    private static readonly Gen<string> Pieces = Gen.OneOf(
        Gen.Elements("user", " took ", "GET /api/", "=", "-", "ms", " ", "x", "abc", "über", "V", ":", "T", "Z"),
        Gen.Choose(0, 100_000).Select(static number => number.ToString(CultureInfo.InvariantCulture)),
        Gen.Choose(0, 100).Select(static number => number.ToString("0000", CultureInfo.InvariantCulture)),
        Gen.Choose(0, int.MaxValue).Select(static number => number.ToString("x8", CultureInfo.InvariantCulture)),
        Gen.Choose(0, int.MaxValue).Select(static number => $"{number:x8}-12ab-34cd-56ef-0123456789ab"),
        ArbMap.Default.GeneratorFor<NonNull<string>>().Select(static text => text.Get));

    private static readonly Gen<string> Texts = Pieces.ListOf().Select(string.Concat);

    private static readonly Arbitrary<string[]> Columns = Gen.OneOf(
            Texts.ArrayOf(),
            Pieces.ArrayOf(),
            Gen.Elements("GET", "POST", "DELETE", "").ArrayOf(50),
            Gen.Choose(0, 1000).Select(static i => $"order {i} of user{i % 7} took {i % 90}ms at 10.0.{i % 256}.1 with {i * 7919:x}").ArrayOf(40),
            Gen.Choose(0, 999).Select(static i => i.ToString(i % 2 == 0 ? "0000" : "0", CultureInfo.InvariantCulture)).ArrayOf(),
            Gen.Choose(1, int.MaxValue).Select(static i => i.ToString("x", CultureInfo.InvariantCulture)).ArrayOf(),
            Gen.Choose(1, int.MaxValue).Select(static i => $"{i:x8}-0000-4000-8000-00000000abcd").ArrayOf())
        .ToArbitrary();

    [Fact]
    public void FieldsComeBack() => Prop.ForAll(Columns, values => ComesBack(values, messages: false)).QuickCheckThrowOnFailure();

    [Fact]
    public void MessagesComeBack() => Prop.ForAll(Columns, values => ComesBack(values, messages: true)).QuickCheckThrowOnFailure();

    [Fact]
    public void ANeedleIsNeverRuledOutWhereItIs() =>
        Prop.ForAll(Columns, Gen.Choose(0, 10_000).Two().ToArbitrary(), (values, at) =>
        {
            var column = Column(values, messages: true);
            var text = values.FirstOrDefault(static value => value.Length > 0) ?? "x";
            var start = at.Item1 % text.Length;
            var phrase = text.Substring(start, 1 + (at.Item2 % (text.Length - start)));
            var needle = Needle.Of(new TextFilter(at.Item2 % 2 == 0 ? phrase : phrase.ToUpperInvariant()))!;
            return !values.Any(value => Encoding.UTF8.GetBytes(value).AsSpan().IndexOf(Encoding.UTF8.GetBytes(phrase)) >= 0 && at.Item2 % 2 == 0)
                || (needle.CanBeIn(column) && MayBeInSome(column, needle));
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("user42 took 15ms", "user\u0001 took \u0001ms", "42", "15")]
    [InlineData("10.1.2.34:8080", "\u0001.\u0001.\u0001.\u0001:\u0001", "10", "1", "2", "34", "8080")]
    [InlineData("id 5b1c3fa0 of 0a", "id \u0001 of \u0001", "5b1c3fa0", "0a")]
    [InlineData("job 12345678-12ab-34cd-56ef-0123456789ab ended", "job \u0001 ended", "12345678-12ab-34cd-56ef-0123456789ab")]
    [InlineData("connection refused", "connection refused")]
    [InlineData("", "")]
    [InlineData("7", "\u0001", "7")]
    [InlineData("W3 b2 Ab3cD4", "W\u0001 \u0001 \u0001", "3", "b2", "Ab3cD4")]
    public void TextIsSplitIntoTemplateAndVariables(string text, string template, params string[] variables)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var (split, found) = (new GrowList<byte>(), new GrowList<TextRef>());

        TemplateScanner.Split(bytes, new TextRef(0, bytes.Length), split, found);

        Encoding.UTF8.GetString(split.AsSpan()).ShouldBe(template);
        found.AsSpan().ToArray().Select(variable => Encoding.UTF8.GetString(bytes, variable.Offset, variable.Length)).ShouldBe(variables);
    }

    [Fact]
    public void VariablesOfATemplateAreLettersDigitsAndHyphens() =>
        Prop.ForAll(Texts.ToArbitrary(), text =>
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            var (split, found) = (new GrowList<byte>(), new GrowList<TextRef>());
            TemplateScanner.Split(bytes, new TextRef(0, bytes.Length), split, found);
            return found.AsSpan().ToArray().All(variable => variable.Length > 0
                && bytes.AsSpan(variable.Offset, variable.Length).ToArray().All(static b => char.IsAsciiLetterOrDigit((char)b) || b == '-'));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void CollidingHashesCostSizeNotTime()
    {
        // Equal hashes cannot be made here, but equal strings by the thousand and a full table can: the numbers must stay right.
        var interner = new TextInterner();
        var arena = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 5000).Select(static i => i.ToString("x4", CultureInfo.InvariantCulture))));
        for (var round = 0; round < 2; round++)
        {
            for (var i = 0; i < 5000; i++)
            {
                interner.Intern(arena, new TextRef(i * 4, 4)).ShouldBe(i);
            }
        }

        interner.Count.ShouldBe(5000);
    }

    private static bool MayBeInSome(TextColumn column, Needle needle) =>
        column is not TemplateText template
        || Enumerable.Range(0, template.Entries.Count).Any(entry => template.Places(entry).IsEmpty || needle.CanBeIn(template.Entries[entry], template.Places(entry)));

    private static bool ComesBack(string[] values, bool messages)
    {
        var column = Column(values, messages);
        var sink = new GrowList<byte>();
        for (var i = 0; i < values.Length; i++)
        {
            sink.Clear();
            column.Append(i, sink);
            if (!sink.AsSpan().SequenceEqual(Encoding.UTF8.GetBytes(values[i])))
            {
                return false;
            }
        }

        return column.Count == values.Length;
    }

    private static TextColumn Column(string[] values, bool messages)
    {
        var arena = new GrowList<byte>();
        var refs = Array.ConvertAll(values, value =>
        {
            var bytes = Encoding.UTF8.GetBytes(value);
            return new TextRef(arena.AddRange(bytes), bytes.Length);
        });
        var (data, text) = (new GrowList<byte>(), new GrowList<byte>());
        var writer = new TextColumnWriter(new IntColumnWriter());
        if (messages)
        {
            writer.WriteMessages(arena.AsSpan(), refs, data, text);
        }
        else
        {
            writer.WriteFields(arena.AsSpan(), refs, data, text);
        }

        var cursor = new BlockCursor(data.AsSpan());
        var textStart = 0;
        var column = TextColumn.Read(ref cursor, values.Length, text.AsSpan().ToArray(), ref textStart);
        cursor.Left.ShouldBe(0);
        textStart.ShouldBe(text.Count);
        return column;
    }
}
