using System.Security.Cryptography;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using LogPlatform.Core.Records;
using LogPlatform.Pipeline.Secrets;

namespace LogPlatform.Pipeline.Tests.Rules;

public class RedactTests
{
    private const string Jwt = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln";

    [Fact]
    public void EverySecretIsNamed()
    {
        var run = new RuleRun();
        run.Add($"bob@example.com paid with 4111 1111 1111 1111 from 10.0.0.1 and fe80::1 using {Jwt}; Bearer abc123def456!");

        run.Apply("- redact: all").Body().ShouldBe(
            "[redacted:email] paid with [redacted:card] from [redacted:ipv4] and [redacted:ipv6] using [redacted:jwt]; Bearer [redacted:bearer]!");
    }

    [Theory]
    [InlineData("replacement: '***'", "to ***")]
    [InlineData("method: keep_last_4", "to [email:****.com]")]
    public void TheMaskIsChosen(string options, string body)
    {
        var run = new RuleRun();
        run.Add("to bob@example.com");

        run.Apply($"- redact: {{ detectors: email, {options} }}").Body().ShouldBe(body);
    }

    [Fact]
    public void AHashIsKeyedBySalt()
    {
        var run = new RuleRun();
        run.Add("bob@example.com bob@example.com");

        var digest = HMACSHA256.HashData("s"u8, "bob@example.com"u8);
        var letters = string.Concat(digest.Take(8).Select(b => $"{(char)('a' + (b >> 4))}{(char)('a' + (b & 15))}"));
        run.Apply("- redact: { detectors: email, method: hash, salt: s }").Body().ShouldBe($"[email:{letters}] [email:{letters}]");
    }

    [Fact]
    public void ASecretLeavesEveryPlaceOfTheRecord()
    {
        var run = new RuleRun();
        Value Secret() => run.Text("x bob@example.com y");
        run.Add(
            run.Map(("a", run.Array(Value.OfInt(1), run.Map(("b", Secret())))), ("bob@example.com", Value.OfInt(1))),
            ("s", Secret()),
            ("n", run.Map(("m", run.Array(Secret())))),
            ("bytes", Value.OfBytes(run.Batch.Append("bob@example.com"))),
            ("bob@example.com", Value.OfInt(2)));
        run.Record().SeverityText = run.Batch.Append("bob@example.com");
        run.Record().EventName = run.Batch.Append("bob@example.com");
        run.Record().Resource = run.Resource(("r", Secret()), ("bob@example.com", Secret()));
        run.Record().Scope = run.Scope("bob@example.com", ("q", Secret()));

        run.Apply("- redact: { detectors: [email], fields: all, replacement: X }");

        run.Everything().ShouldBe("""{"a":[1,{"b":"x X y"}],"X":1}|{"s":"x X y","n":{"m":["x X y"]},"bytes":"WA==","X":2}|{"r":"x X y","X":"x X y"}|X|X|X|{"q":"x X y"}""");
    }

    [Fact]
    public void CardNumbersThatAreNumbersAreFoundToo()
    {
        var run = new RuleRun();
        run.Add("x", ("card", Value.OfInt(4111111111111111)), ("double", Value.OfDouble(4111111111111111)), ("time", Value.OfInt(1700000000000000000)));

        run.Apply("- redact: card").Attributes().ShouldBe("""{"card":"[redacted:card]","double":"[redacted:card]","time":1700000000000000000}""");
    }

    [Fact]
    public void OnlyTheChosenFieldsAreRead()
    {
        var run = new RuleRun();
        run.Add("a@b.cd", ("x", run.Text("a@b.cd")), ("y", run.Text("a@b.cd")));
        run.Record().Resource = run.Resource(("r", run.Text("a@b.cd")));

        run.Apply("- redact: { detectors: email, fields: [x, resource], replacement: X }").Everything().ShouldStartWith("""a@b.cd|{"x":"X","y":"a@b.cd"}|{"r":"X"}""");
    }

    [Fact]
    public void OtherRecordsOfTheResourceKeepIt()
    {
        var run = new RuleRun();
        var resource = run.Resource(("r", run.Text("a@b.cd")));
        for (var i = 0; i < 4; i++)
        {
            run.Add($"n{i % 2}");
            run.Record(i).Resource = resource;
        }

        run.Apply("- when: body = n0\n  redact: { detectors: email, replacement: X }");

        run.ResourceOf(0).ShouldBe("""{"r":"X"}""");
        run.ResourceOf(1).ShouldBe("""{"r":"a@b.cd"}""");
        run.Record(2).Resource.ShouldBe(run.Record(0).Resource);
        run.Batch.Resources.Count.ShouldBe(2);
    }

    [Fact]
    public void OwnPatternsAreMaskedByTheirName()
    {
        var run = new RuleRun();
        run.Add("order ORD-12345 für zoë, sid=é77; a@b.cd");

        run.Apply("- redact: { detectors: email, patterns: [{ name: order, regex: 'ORD-[0-9]+' }, 'sid=\\S+;'] }").Body()
            .ShouldBe("order [redacted:order] für zoë, [redacted:pattern] [redacted:email]");
    }

    [Fact]
    public void TextsInTheRawBytesAreSparedOnlyWhenTheseAreClean()
    {
        var run = new RuleRun();
        var raw = run.Batch.Append("clean text here; a@b.cd");
        run.Add(Value.OfString(new TextRef(raw.Offset, 10)), ("a", Value.OfString(new TextRef(raw.Offset + 17, 6))), ("b", run.Text("c@d.ef")));
        run.Record().Raw = raw;
        run.Add(Value.OfString(new TextRef(raw.Offset, 10)), ("b", run.Text("c@d.ef")));
        run.Record(1).Raw = new TextRef(raw.Offset, 16);

        run.Apply("- redact: { detectors: email, replacement: X }");

        run.Everything(0).ShouldStartWith("""clean text|{"a":"X","b":"X"}""");
        run.Everything(1).ShouldStartWith("""clean text|{"b":"X"}""");
    }

    [Fact]
    public void NoCharacterIsCutInTwo()
    {
        for (var length = 20; length < 200; length++)
        {
            var run = new RuleRun();
            run.Add($"{new string('€', length)}@{new string('ü', length)}.de {new string('x', length)}€@example.com");

            run.Apply("- redact: { detectors: email, method: keep_last_4 }").Body().ShouldNotContain('\uFFFD');
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData(", method: keep_last_4")]
    [InlineData(", method: hash")]
    [InlineData(", replacement: ''")]
    [InlineData(", replacement: '1'")]
    public void NoDetectorFindsAnythingInWhatWasRedacted(string options)
    {
        var pieces = Gen.Elements(
            "a@b.cd", "4111111111111111", "4111 1111 1111 1111", "1.2.3.4", "fe80::1", "::", ":", "Bearer abc123def456", "bearer ", Jwt, "eyJ", ".", "@", " ", "-",
            "4111", "1111", "7", "é", "x", "\"", "=", "Bearer", "[", "1234567890123", "::ffff:");
        Prop.ForAll(pieces.ListOf().Select(list => string.Concat(list)).ToArbitrary(), text =>
        {
            var run = new RuleRun();
            run.Add(text);
            var body = run.Apply($"- redact: {{ detectors: all{options} }}").Body();
            return !SecretDetector.Any(SecretKinds.All, Encoding.UTF8.GetBytes(body));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000).WithEndSize(30));
    }
}
