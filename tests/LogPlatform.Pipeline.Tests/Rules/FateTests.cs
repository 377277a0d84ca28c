using LogPlatform.Core.Records;

namespace LogPlatform.Pipeline.Tests.Rules;

public class FateTests
{
    [Fact]
    public void RulesStopForRecordsThatAreDroppedOrInQuarantine()
    {
        var run = new RuleRun();
        run.Add("a");
        run.Add("b");
        run.Add("c");

        run.Apply("- when: body = a\n  drop: true\n- name: suspicious\n  when: body = b\n  quarantine: needs a look\n- set: { seen: true }\n- drop:");

        run.Record(0).Fate.ShouldBe(RecordFate.Drop);
        run.Record(1).Fate.ShouldBe(RecordFate.Quarantine);
        run.Reason(1).ShouldBe("suspicious: needs a look");
        run.Attributes(1).ShouldBe("{}");
        run.Record(2).Fate.ShouldBe(RecordFate.Drop);
        run.Attributes(2).ShouldBe("""{"seen":true}""");
    }

    [Fact]
    public void ASampleKeepsWholeTracesAndAboutItsShare()
    {
        var run = new RuleRun();
        for (var i = 0; i < 4000; i++)
        {
            run.Add("x", ("i", Value.OfInt(i)));
            run.Record(i).TraceId = (UInt128)(i / 2 + 1);
        }

        run.Apply("- sample: { rate: 0.25 }");

        var kept = Enumerable.Range(0, 4000).Where(i => run.Record(i).Fate == RecordFate.Keep).ToList();
        kept.Count.ShouldBeInRange(880, 1120);
        kept.ShouldAllBe(i => run.Fate(i ^ 1) == RecordFate.Keep);
    }

    [Theory]
    [InlineData("content")]
    [InlineData("user")]
    [InlineData("trace_id")]
    public void ASampleChoosesTheSameRecordsAgainWhereverTheyStand(string key)
    {
        bool[] Choose(int shift)
        {
            var run = new RuleRun();
            for (var i = 0; i < shift; i++)
            {
                run.Add("filler", ($"key{i}", run.Text("v")));
            }

            for (var i = 0; i < 200; i++)
            {
                run.Add($"message {i}", ("user", run.Text($"u{i}")));
            }

            run.Apply($"- sample: {{ rate: 0.5, key: {key} }}");
            return [.. Enumerable.Range(shift, 200).Select(i => run.Record(i).Fate == RecordFate.Keep)];
        }

        var chosen = Choose(0);
        Choose(17).ShouldBe(chosen);
        chosen.Count(kept => kept).ShouldBeInRange(60, 140);
    }

    [Theory]
    [InlineData("0", RecordFate.Drop)]
    [InlineData("1", RecordFate.Keep)]
    public void ASampleOfNothingOrAllIsExact(string rate, RecordFate fate)
    {
        var run = new RuleRun();
        for (var i = 0; i < 100; i++)
        {
            run.Add($"{i}");
        }

        run.Apply($"- sample: {rate}");

        Enumerable.Range(0, 100).ShouldAllBe(i => run.Fate(i) == fate);
    }

    [Theory]
    [InlineData("abcdef", "abc")]
    [InlineData("ab", "ab")]
    [InlineData("aéé", "aé")]
    [InlineData("ééé", "é")]
    [InlineData("€€", "€")]
    [InlineData("😀x", "")]
    public void TextsAreCutBetweenCharacters(string text, string cut)
    {
        var run = new RuleRun();
        run.Add(text);

        run.Apply("- truncate: 3").Body().ShouldBe(cut);
    }

    [Fact]
    public void TextsAreCutInsideOfMapsAndNamedAttributes()
    {
        var run = new RuleRun();
        run.Add(run.Map(("a", run.Array(run.Text("12345"), Value.OfInt(123456)))), ("x", run.Text("12345")), ("y", run.Text("12345")));

        run.Apply("- truncate: { max_bytes: 2, fields: [body, x] }");
        run.Body().ShouldBe("""{"a":["12",123456]}""");
        run.Attributes().ShouldBe("""{"x":"12","y":"12345"}""");

        run.Apply("- truncate: { max_bytes: 3, fields: attributes }").Attributes().ShouldBe("""{"x":"12","y":"123"}""");
    }
}
