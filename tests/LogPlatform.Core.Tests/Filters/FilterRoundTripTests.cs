using FsCheck;
using FsCheck.Fluent;
using LogPlatform.Core.Filters;
using LogPlatform.Core.Filters.Values;

namespace LogPlatform.Core.Tests.Filters;

public class FilterRoundTripTests
{
    private static readonly Gen<string> Texts = ArbMap.Default.GeneratorFor<NonEmptyString>().Select(text => text.Get);

    private static readonly Gen<FieldRef> TextFields = Gen.OneOf(
        Gen.Elements(Field.Body, Field.Event, Field.Service, Field.Scope, Field.Release, Field.SeverityText).Select(field => new FieldRef(field)),
        Gen.Elements(Field.Attribute, Field.RecordAttribute, Field.ResourceAttribute, Field.ScopeAttribute, Field.Body)
            .SelectMany(field => Texts.Select(name => new FieldRef(field, name))));

    private static readonly Gen<Filter> Leaves = Gen.OneOf(
        Texts.Select(Filter (text) => new TextFilter(text)),
        Gen.Constant<Filter>(new AllFilter()),
        TextFields.SelectMany(field => Texts.SelectMany(text => Gen.Elements<Filter>(
            new ContainsFilter(field, text),
            new LikeFilter(field, text),
            new ExistsFilter(field),
            new MatchFilter(field, System.Text.RegularExpressions.Regex.Escape(text)),
            new InFilter(field, [new TextValue(text), new NumberValue("-1e3")]),
            new CompareFilter(field, CompareOp.Equal, new TextValue(text)),
            new CompareFilter(field, CompareOp.GreaterOrEqual, new NumberValue("007"))))),
        ArbMap.Default.GeneratorFor<long>().Select(Filter (time) => new CompareFilter(new FieldRef(Field.Time), CompareOp.Less, new TimeValue(time % 9_000_000_000_000_000_000))),
        Gen.Choose(1, 24).Select(Filter (number) => new CompareFilter(new FieldRef(Field.Severity), CompareOp.Greater, new SeverityValue((byte)number, (byte)number))),
        Gen.Choose(0, 5).Select(Filter (range) => new CompareFilter(new FieldRef(Field.Severity), CompareOp.Equal, new SeverityValue((byte)((range * 4) + 1), (byte)((range * 4) + 4)))),
        ArbMap.Default.GeneratorFor<ulong>().Select(Filter (id) => new CompareFilter(new FieldRef(Field.SpanId), CompareOp.Equal, new IdValue(id, 16))),
        Gen.Choose(0, 1_000_000).Select(Filter (number) => new CompareFilter(new FieldRef(Field.Batch), CompareOp.LessOrEqual, new CountValue(number))));

    private static Gen<Filter> Trees(int size) => size == 0 ? Leaves : Gen.OneOf(
        Leaves,
        Trees(size / 2).Two().Select(Filter (pair) => new AndFilter(pair.Item1, pair.Item2)),
        Trees(size / 2).Two().Select(Filter (pair) => new OrFilter(pair.Item1, pair.Item2)),
        Trees(size / 2).Select(Filter (inner) => new NotFilter(inner)));

    [Fact]
    public void TheCanonicalFormIsReadBackAsTheSameFilter() =>
        Prop.ForAll(Trees(8).ToArbitrary(), filter => FilterParser.Parse(filter.ToString()).Filter == filter).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void NoTextMakesTheParserThrow()
    {
        var words = Gen.Elements(
            "a", "time", "severity", "body", "trace_id", "=", "!=", "<", ">=", ":", "(", ")", ",", "*", "and", "or", "not", "-", "in", "exists", "contains",
            "like", "matches", "/", "\"", "'", "`", "\\", " ", "5", "1e", "-15m", "now-", "2026-", "WARN", "\0", "\ud800", "é", ".", "!", "(?", "[");
        var texts = words.ListOf().Select(list => string.Concat(list));
        Prop.ForAll(texts.ToArbitrary(), text =>
        {
            var (filter, error) = FilterParser.Parse(text, 0);
            return (filter is null) != (error is null) && (error is null || (error.Position >= 0 && error.Position <= text.Length));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3000));
    }
}
