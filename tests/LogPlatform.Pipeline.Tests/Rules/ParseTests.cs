using LogPlatform.Core.Records;

namespace LogPlatform.Pipeline.Tests.Rules;

public class ParseTests
{
    [Theory]
    [InlineData("""{"a":1,"b":"x","c":true,"d":null,"e":-2.5e1,"f":[1,{"g":"h"}],"i":{"j":[]}}""", """{"a":1,"b":"x","c":true,"d":null,"e":-25,"f":[1,{"g":"h"}],"i":{"j":[]}}""")]
    [InlineData(""" { "a" : "q\"\\\/\n\u00e9\ud83d\ude00" } """, "{\"a\":\"q\\\"\\\\/\\u000aé😀\"}")]
    [InlineData("""{"a":9223372036854775807,"b":9223372036854775808,"c":1e999}""", """{"a":9223372036854775807,"b":"9223372036854775808","c":"1e999"}""")]
    [InlineData("""{"a":1,"a":2}""", """{"a":2}""")]
    [InlineData("""{"x\u0079":"\ud800z"}""", "{\"xy\":\"\uFFFDz\"}")]
    [InlineData("{}", "{}")]
    public void AJsonObjectBecomesAttributes(string body, string attributes)
    {
        var run = new RuleRun();
        run.Add(body);

        run.Apply("- parse_json:").Attributes().ShouldBe(attributes);
        run.Body().ShouldBe(body);
    }

    [Theory]
    [InlineData("plain", "not a JSON object")]
    [InlineData("[1]", "not a JSON object")]
    [InlineData("", "not a JSON object")]
    [InlineData("{\"a\":1", "not valid JSON")]
    [InlineData("{\"a\":1}x", "not valid JSON")]
    [InlineData("{\"a\":01}", "not valid JSON")]
    [InlineData("{\"a\":1.}", "not valid JSON")]
    [InlineData("{\"a\":tru}", "not valid JSON")]
    [InlineData("{\"a\":\"\\x\"}", "not valid JSON")]
    [InlineData("{\"a\":\"\\u12\"}", "not valid JSON")]
    [InlineData("{\"a\":\"\n\"}", "not valid JSON")]
    [InlineData("{\"a\":\"open", "not valid JSON")]
    [InlineData("{a:1}", "not valid JSON")]
    [InlineData("{\"a\":}", "not valid JSON")]
    [InlineData("{\"a\":1,}", "not valid JSON")]
    public void WhatIsNoJsonObjectIsAFailure(string body, string why)
    {
        var run = new RuleRun();
        run.Add(body);

        run.Apply("- name: parse\n  parse_json:\n    on_error: quarantine");

        run.Record().Fate.ShouldBe(RecordFate.Quarantine);
        run.Reason().ShouldBe("parse: " + why);
        run.Attributes().ShouldBe("{}");
    }

    [Fact]
    public void NestingAndNumberOfFieldsAreBounded()
    {
        var run = new RuleRun();
        run.Add("{\"a\":" + new string('[', 40) + new string(']', 40) + "}");
        run.Add("{" + string.Join(',', Enumerable.Range(0, 2000).Select(i => $"\"k{i}\":1")) + "}");

        run.Apply("- parse_json: { on_error: quarantine }");

        run.Reason(0).ShouldBe("rule 1 (parse_json): JSON is nested too deeply");
        run.Reason(1).ShouldBe("rule 1 (parse_json): too many fields");
    }

    [Theory]
    [InlineData("keep", RecordFate.Keep)]
    [InlineData("drop", RecordFate.Drop)]
    [InlineData("quarantine", RecordFate.Quarantine)]
    public void OnErrorDecidesTheFate(string onError, RecordFate fate)
    {
        var run = new RuleRun();
        run.Add("no json", ("a", Value.OfInt(1)));

        run.Apply($"- parse_json: {{ on_error: {onError} }}").Record().Fate.ShouldBe(fate);
        run.Attributes().ShouldBe("""{"a":1}""");
    }

    [Theory]
    [InlineData("true", """{"p.a":2,"b":0,"p.c":3}""")]
    [InlineData("false", """{"p.a":1,"b":0,"p.c":3}""")]
    public void PrefixAndOverwriteAreHonored(string overwrite, string attributes)
    {
        var run = new RuleRun();
        run.Add("x", ("p.a", Value.OfInt(1)), ("b", Value.OfInt(0)), ("json", run.Text("""{"a":2,"c":3}""")));

        run.Apply($"- parse_json: {{ from: json, prefix: p., overwrite: {overwrite} }}\n- remove: json").Attributes().ShouldBe(attributes);
    }

    [Fact]
    public void ARecordWithoutTheTextIsLeftAsItIs()
    {
        var run = new RuleRun();
        run.Add(Value.OfInt(5));

        run.Apply("- parse_json: { on_error: quarantine }\n- parse_json: { from: missing, on_error: quarantine }").Record().Fate.ShouldBe(RecordFate.Keep);
    }

    [Theory]
    [InlineData("""at=info method=GET path="/a \"b\"" debug empty= code=200""", """{"at":"info","method":"GET","path":"/a \"b\"","debug":true,"empty":"","code":"200"}""")]
    [InlineData("a=1  b==2", """{"a":"1","b":"=2"}""")]
    public void LogfmtBecomesAttributes(string body, string attributes)
    {
        var run = new RuleRun();
        run.Add(body);

        run.Apply("- parse_logfmt: body").Attributes().ShouldBe(attributes);
    }

    [Theory]
    [InlineData("just words")]
    [InlineData("=x")]
    [InlineData("a=\"open")]
    [InlineData("a\"b=1")]
    public void WhatIsNotLogfmtIsAFailure(string body)
    {
        var run = new RuleRun();
        run.Add(body);

        run.Apply("- parse_logfmt: { on_error: quarantine }").Reason().ShouldStartWith("rule 1 (parse_logfmt): not logfmt");
    }

    [Theory]
    [InlineData("a: 1; b : \"x; y\" ;c:", """{"a":"1","b":"x; y","c":""}""")]
    [InlineData("nothing; a: 2", """{"a":"2"}""")]
    public void PairsBecomeAttributes(string body, string attributes)
    {
        var run = new RuleRun();
        run.Add(body);

        run.Apply("- parse_key_value: { pair_separator: ';', key_value_separator: ':' }").Attributes().ShouldBe(attributes);
    }

    [Theory]
    [InlineData("user ann logged in from 10.0.0.7", """{"user":"ann","ip":"10.0.0.7"}""")]
    [InlineData("→ user zoë logged in from nowhere", """{"user":"zoë","ip":"nowhere"}""")]
    [InlineData("user bob logged in", """{"user":"bob"}""")]
    public void NamedGroupsBecomeAttributes(string body, string attributes)
    {
        var run = new RuleRun();
        run.Add(body);

        run.Apply("- parse_regex: { pattern: 'user (?<user>\\w+) logged in( from (?<ip>\\S+))?' }").Attributes().ShouldBe(attributes);
    }

    [Fact]
    public void APatternThatDoesNotMatchIsAFailure()
    {
        var run = new RuleRun();
        run.Add("something else");

        run.Apply("- parse_regex: { pattern: '(?<n>[0-9]+)', on_error: quarantine }").Reason().ShouldBe("rule 1 (parse_regex): the pattern does not match");
    }
}
