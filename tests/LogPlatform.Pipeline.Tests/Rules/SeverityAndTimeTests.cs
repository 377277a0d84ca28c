using LogPlatform.Core.Records;
using LogPlatform.Core.Time;

namespace LogPlatform.Pipeline.Tests.Rules;

public class SeverityAndTimeTests
{
    [Theory]
    [InlineData("ERROR", 17)]
    [InlineData("Warning", 13)]
    [InlineData(" info ", 9)]
    [InlineData("err", 17)]
    [InlineData("WARN3", 15)]
    [InlineData("17", 17)]
    [InlineData("meh", 14)]
    [InlineData("laut", 10)]
    public void WordsAndNumbersBecomeSeverities(string level, int severity)
    {
        var run = new RuleRun();
        run.Add("x", ("level", run.Text(level)));

        run.Apply("- severity: { from: level, map: { laut: INFO2, meh: warn2 } }");

        ((int)run.Record().Severity).ShouldBe(severity);
        run.Batch.String(run.Record().SeverityText).ShouldBe(level);
    }

    [Theory]
    [InlineData("syslog", 3, 17)]
    [InlineData("syslog", 0, 21)]
    [InlineData("bunyan", 40, 13)]
    [InlineData("bunyan", 10, 1)]
    [InlineData("otel", 24, 24)]
    public void NumbersAreReadOnTheirScale(string scale, int level, int severity)
    {
        var run = new RuleRun();
        run.Add("x", ("level", Value.OfInt(level)));

        run.Apply($"- severity: {{ from: level, numbers: {scale}, remove: true }}");

        ((int)run.Record().Severity).ShouldBe(severity);
        run.Attributes().ShouldBe("{}");
    }

    [Fact]
    public void WhatIsNoSeverityIsAFailureOrTheDefault()
    {
        var run = new RuleRun();
        run.Add("a", ("level", run.Text("loud")));
        run.Add("b", ("level", run.Text("loud")));
        run.Add("c");

        run.Apply("- when: body = a\n  severity: { from: level, on_error: quarantine }\n- severity: { from: level, default: DEBUG }");

        run.Reason(0).ShouldBe("rule 1 (severity): the value is no severity");
        ((int)run.Record(1).Severity).ShouldBe(5);
        ((int)run.Record(2).Severity).ShouldBe(0);
    }

    [Theory]
    [InlineData("rfc3339", "2026-01-31T10:00:00.123456789Z", "2026-01-31T10:00:00.123456789Z")]
    [InlineData("unix", "1769853600", "2026-01-31T10:00:00Z")]
    [InlineData("unix", "1769853600.5", "2026-01-31T10:00:00.5Z")]
    [InlineData("unix_ms", "1769853600001", "2026-01-31T10:00:00.001Z")]
    [InlineData("unix_us", "1769853600000001", "2026-01-31T10:00:00.000001Z")]
    [InlineData("unix_ns", "1769853600000000001", "2026-01-31T10:00:00.000000001Z")]
    [InlineData("dd/MMM/yyyy:HH:mm:ss zzz", "31/Jan/2026:11:00:00 +01:00", "2026-01-31T10:00:00Z")]
    [InlineData("yyyy-MM-dd HH:mm:ss,fff", "2026-01-31 10:00:00,250", "2026-01-31T10:00:00.25Z")]
    public void TextsBecomeTimes(string format, string text, string time)
    {
        var run = new RuleRun();
        run.Add("x", ("ts", run.Text(text)));

        run.Apply($"- timestamp: {{ from: ts, formats: ['{format}'], remove: true }}");

        Rfc3339.Format(run.Record().TimeUnixNano).ShouldBe(time);
        run.Attributes().ShouldBe("{}");
    }

    [Theory]
    [InlineData("2026-01-31T10:00:00", "2026-01-31T08:00:00Z")]
    [InlineData("2026-01-31", "2026-01-30T22:00:00Z")]
    [InlineData("2026-01-31T10:00:00Z", "2026-01-31T10:00:00Z")]
    [InlineData("2026-01-31T10:00:00-01:00", "2026-01-31T11:00:00Z")]
    [InlineData("31.01.2026 10:00", "2026-01-31T08:00:00Z")]
    public void TimesWithoutAZoneAreShiftedByTheOffset(string text, string time)
    {
        var run = new RuleRun();
        run.Add("x", ("ts", run.Text(text)));

        run.Apply("- timestamp: { from: ts, formats: [rfc3339, dd.MM.yyyy HH:mm], offset: '+02:00' }");

        Rfc3339.Format(run.Record().TimeUnixNano).ShouldBe(time);
    }

    [Theory]
    [InlineData("2262-04-11T23:47:16", "-01:00")]
    [InlineData("1677-09-21T00:12:44", "+01:00")]
    public void ATimeThatTheOffsetMovesOutOfRangeIsNone(string text, string offset)
    {
        var run = new RuleRun();
        run.Add("x", ("ts", run.Text(text)));

        run.Apply($"- timestamp: {{ from: ts, formats: [rfc3339], offset: '{offset}', on_error: quarantine }}");

        run.Reason(0).ShouldStartWith("rule 1 (timestamp)");
    }

    [Fact]
    public void NumbersBecomeTimes()
    {
        var run = new RuleRun();
        run.Add("a", ("ts", Value.OfInt(1_769_853_600)));
        run.Add("b", ("ts", Value.OfDouble(1_769_853_600.25)));
        run.Add("c", ("ts", Value.OfInt(long.MaxValue)));
        run.Add("d", ("ts", Value.OfDouble(double.NaN)));

        run.Apply("- timestamp: { from: ts, formats: unix, on_error: quarantine }");

        Rfc3339.Format(run.Record(0).TimeUnixNano).ShouldBe("2026-01-31T10:00:00Z");
        Rfc3339.Format(run.Record(1).TimeUnixNano).ShouldBe("2026-01-31T10:00:00.25Z");
        run.Reason(2).ShouldBe("rule 1 (timestamp): the value is no time in the given formats");
        run.Record(3).Fate.ShouldBe(RecordFate.Quarantine);
    }
}
