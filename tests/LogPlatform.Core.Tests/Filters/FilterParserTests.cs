using LogPlatform.Core.Filters;

namespace LogPlatform.Core.Tests.Filters;

public class FilterParserTests
{
    private const long Now = 1_700_000_000_000_000_000;

    [Theory]
    [InlineData("", "*")]
    [InlineData("  * ", "*")]
    [InlineData("timeout", "\"timeout\"")]
    [InlineData("timeout*", "\"timeout\"")]
    [InlineData("\"connection reset\"", "\"connection reset\"")]
    [InlineData("'it\\'s'", "\"it's\"")]
    [InlineData("don't", "\"don't\"")]
    [InlineData("a b", "\"a\" and \"b\"")]
    [InlineData("a AND b Or c", "\"a\" and \"b\" or \"c\"")]
    [InlineData("a and (b or c)", "\"a\" and (\"b\" or \"c\")")]
    [InlineData("a and (b and c)", "\"a\" and (\"b\" and \"c\")")]
    [InlineData("-a", "not \"a\"")]
    [InlineData("a -b", "\"a\" and not \"b\"")]
    [InlineData("not (a or b)", "not (\"a\" or \"b\")")]
    [InlineData("service=checkout", "service = \"checkout\"")]
    [InlineData("service = check*", "service like \"check*\"")]
    [InlineData("service != check*", "not service like \"check*\"")]
    [InlineData("service like \"check out*\"", "service like \"check out*\"")]
    [InlineData("path = C:\\*", "path like \"C:\\\\\\\\*\"")]
    [InlineData("http.status >= 500", "http.status >= 500")]
    [InlineData("code = -1.5e3", "code = -1.5e3")]
    [InlineData("code = \"5\"", "code = \"5\"")]
    [InlineData("code == 5", "code = 5")]
    [InlineData("a!=b", "a != \"b\"")]
    [InlineData("body:error", "body contains \"error\"")]
    [InlineData("url : http://x/?q=1", "url contains \"http://x/?q=1\"")]
    [InlineData("user:*", "user exists")]
    [InlineData("user = *", "user exists")]
    [InlineData("user exists", "user exists")]
    [InlineData("not user exists", "not user exists")]
    [InlineData("level in (a, \"b c\",3)", "level in (\"a\", \"b c\", 3)")]
    [InlineData("error in payment", "\"error\" and \"in\" and \"payment\"")]
    [InlineData("body matches /time(d )?out/", "body matches \"time(d )?out\"")]
    [InlineData("body matches /a\\/b/i", "body matches \"(?i)a/b\"")]
    [InlineData("body matches \"a b\"", "body matches \"a b\"")]
    [InlineData("severity >= warn", "severity >= WARN")]
    [InlineData("severity = WARN2", "severity = 14")]
    [InlineData("severity:error", "severity = ERROR")]
    [InlineData("severity >= Warning", "severity >= WARN")]
    [InlineData("severity = crit", "severity = 18")]
    [InlineData("severity in (warn, 17)", "severity in (WARN, 17)")]
    [InlineData("time >= 2026-01-31T10:00:00.5+01:00", "time >= 2026-01-31T09:00:00.5Z")]
    [InlineData("time > 2026-01-31", "time > 2026-01-31T00:00:00Z")]
    [InlineData("time > -15m", "time > 2023-11-14T21:58:20Z")]
    [InlineData("time<now-1h", "time < 2023-11-14T21:13:20Z")]
    [InlineData("time < now", "time < 2023-11-14T22:13:20Z")]
    [InlineData("trace_id = 4BF92F3577B34DA6A3CE929D0E0E4736", "trace_id = 4bf92f3577b34da6a3ce929d0e0e4736")]
    [InlineData("span_id:00f067aa0ba902b7", "span_id = 00f067aa0ba902b7")]
    [InlineData("batch = 12 generation = 3 release = 1.2", "batch = 12 and generation = 3 and release = 1.2")]
    [InlineData("attributes.time = x", "attributes.time = \"x\"")]
    [InlineData("resource.host.name = x", "resource.host.name = \"x\"")]
    [InlineData("`time` = x", "`time` = \"x\"")]
    [InlineData("`odd name` exists", "`odd name` exists")]
    [InlineData("\"odd name\" exists", "`odd name` exists")]
    [InlineData("attributes.`odd name` exists", "attributes.`odd name` exists")]
    [InlineData("body.user.id = 7", "body.user.id = 7")]
    [InlineData("`a``b` = 1", "`a``b` = 1")]
    public void AFilterIsReadAsItsCanonicalForm(string text, string canonical)
    {
        var (filter, error) = FilterParser.Parse(text, Now);

        error.ShouldBeNull();
        filter!.ToString().ShouldBe(canonical);
    }

    [Theory]
    [InlineData("(a", 0, "expected a closing )")]
    [InlineData("a)", 1, "expected 'and', 'or' or the end, found ')'")]
    [InlineData("a or", 4, "expected a word, a field or '(', found the end")]
    [InlineData("or b", 0, "expected a word, a field or '(', found 'or'")]
    [InlineData("a = ", 4, "expected a value, found the end")]
    [InlineData("= 5", 0, "expected a word, a field or '(', found '='")]
    [InlineData("\"open", 0, "expected a closing \"")]
    [InlineData("a = \"\\q\"", 6, "expected one of the escapes \\\\ \\\" \\' \\n \\r \\t \\uXXXX")]
    [InlineData("`open", 0, "expected a closing `")]
    [InlineData("`name`", 6, "expected a comparison behind the field, found the end")]
    [InlineData("\"\"", 0, "expected a text between the quotes")]
    [InlineData("a*b", 0, "expected a word without '*' inside; put it in quotes to search for the character")]
    [InlineData("a* = 1", 0, "expected a field name without '*'")]
    [InlineData("body. = 1", 0, "expected a name after 'body.'")]
    [InlineData("severity >= loud", 12, "expected TRACE, DEBUG, INFO, WARN, ERROR, FATAL, one of these with a digit 2 to 4, or a number 1 to 24, found 'loud'")]
    [InlineData("severity = 25", 11, "expected TRACE, DEBUG, INFO, WARN, ERROR, FATAL, one of these with a digit 2 to 4, or a number 1 to 24, found '25'")]
    [InlineData("severity contains x", 9, "expected a comparison behind severity, which is not a text (severity_text is)")]
    [InlineData("time > yesterday", 7, "expected a time between the years 1678 and 2261, such as 2026-01-31T10:00:00Z, -15m or now-1h, found 'yesterday'")]
    [InlineData("time > 9999-01-01", 7, "expected a time between the years 1678 and 2261, such as 2026-01-31T10:00:00Z, -15m or now-1h, found '9999-01-01'")]
    [InlineData("time > 2026-02-30", 7, "expected a time between the years 1678 and 2261, such as 2026-01-31T10:00:00Z, -15m or now-1h, found '2026-02-30'")]
    [InlineData("trace_id = 12", 11, "expected 32 hexadecimal digits, found '12'")]
    [InlineData("trace_id > 12", 9, "expected '=', '!=', 'in' or 'exists' behind trace_id")]
    [InlineData("batch = -1", 8, "expected a whole number, found '-1'")]
    [InlineData("a in (1 2)", 8, "expected ',' or ')', found '2'")]
    [InlineData("a in (1,", 8, "expected a value, found the end")]
    [InlineData("a contains", 10, "expected a text, found the end")]
    [InlineData("a contains \"\"", 11, "expected a text that is not empty")]
    [InlineData("a matches x", 10, "expected a regular expression such as /time(d )?out/, found 'x'")]
    [InlineData("a matches /x", 10, "expected a closing /")]
    [InlineData("a matches /(?=x)/", 10, "expected a regular expression without look-around, back-references and large repetitions (they would need backtracking)")]
    public void AMistakeIsReportedWhereItIs(string text, int position, string message)
    {
        var (filter, error) = FilterParser.Parse(text, Now);

        filter.ShouldBeNull();
        error.ShouldBe(new FilterError(position, message));
    }

    [Fact]
    public void ARelativeTimeNeedsThePresent()
    {
        var (_, error) = FilterParser.Parse("time > -15m");

        error.ShouldBe(new FilterError(7, "expected a fixed time: a relative time has no meaning here, found '-15m'"));
    }

    [Fact]
    public void NestingLengthAndNumberOfConditionsAreBounded()
    {
        FilterParser.Parse(new string('(', 100) + "a" + new string(')', 100)).Error!.Message.ShouldContain("at most 64 levels");
        FilterParser.Parse(string.Concat(Enumerable.Repeat("not ", 100)) + "a").Error!.Message.ShouldContain("at most 64 levels");
        FilterParser.Parse(string.Concat(Enumerable.Repeat("a ", 300))).Error!.Message.ShouldContain("at most 256 conditions");
        FilterParser.Parse("a in (1" + string.Concat(Enumerable.Repeat(",1", 300)) + ")").Error!.Message.ShouldContain("at most 256 values");
        FilterParser.Parse(new string('a', 9000)).Error!.Message.ShouldContain("at most 8192 characters");
        FilterParser.Parse($"a matches /{new string('a', 2000)}/").Error!.Message.ShouldContain("at most 1000 characters");
    }

    [Theory]
    [InlineData("level", "level")]
    [InlineData("body.a", "body.a")]
    [InlineData("`x y`", "`x y`")]
    public void AFieldAloneIsRead(string text, string canonical)
    {
        FieldRef.TryParse(text, out var field).ShouldBeTrue();
        field!.ToString().ShouldBe(canonical);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a=")]
    [InlineData("body.")]
    public void WhatIsNoFieldIsRefused(string text) => FieldRef.TryParse(text, out _).ShouldBeFalse();
}
