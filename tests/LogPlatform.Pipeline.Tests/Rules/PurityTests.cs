using LogPlatform.Core.Records;

namespace LogPlatform.Pipeline.Tests.Rules;

public class PurityTests
{
    private const string Rules = """
        - when: body like "{*"
          parse_json: { prefix: p. }
        - parse_logfmt:
        - severity: { from: level, default: INFO }
        - timestamp: { from: ts, formats: [rfc3339, unix_ms] }
        - rename: { user.name: who, host: resource.host }
        - set: { "full": "${who} at ${service}", resource.n: "${n}" }
        - when: n > 90
          drop:
        - sample: { rate: 0.8, key: content }
        - redact: all
        - truncate: { max_bytes: 40, fields: [body, attributes] }
        """;

    private static void AddRecord(RuleRun run, int seed, int resource)
    {
        var random = new Random(seed);
        var body = random.Next(3) switch
        {
            0 => $$"""{"level":"warn","n":{{seed}},"mail":"u{{seed}}@example.com"}""",
            1 => $"level=error ts=2026-01-31T10:00:00Z ip=10.0.0.{seed} who=\"ann {seed}\"",
            _ => $"plain text {seed} with a longer tail that will be cut off",
        };
        run.Add(body, ("n", Value.OfInt(seed)), ("host", run.Text($"h{seed % 3}")), ("user", run.Map(("name", run.Text($"user {seed}")), ("id", Value.OfInt(seed)))));
        run.Record(run.Batch.Records.Count - 1).Resource = resource;
    }

    [Fact]
    public void WhatBecomesOfARecordDoesNotDependOnItsNeighbours()
    {
        var together = new RuleRun();
        var shared = together.Resource(("service.name", together.Text("shop")));
        for (var i = 0; i < 120; i++)
        {
            AddRecord(together, i, shared);
        }

        together.Apply(Rules);

        for (var i = 0; i < 120; i++)
        {
            var alone = new RuleRun();
            AddRecord(alone, i, alone.Resource(("service.name", alone.Text("shop"))));
            alone.Apply(Rules);

            alone.Fate(0).ShouldBe(together.Fate(i));
            alone.Everything().ShouldBe(together.Everything(i));
            alone.Record().Severity.ShouldBe(together.Record(i).Severity);
            alone.Record().TimeUnixNano.ShouldBe(together.Record(i).TimeUnixNano);
        }
    }

    [Fact]
    public void APipelineIsUsedAgainWithoutATrace()
    {
        var (pipeline, errors) = LogPlatform.Pipeline.Compiling.PipelineCompiler.Compile("version: 1\nrules:\n" + Rules);
        errors.ShouldBeEmpty();
        string? first = null;
        for (var round = 0; round < 3; round++)
        {
            var run = new RuleRun();
            for (var i = 0; i < round; i++)
            {
                run.Batch.Keys.Intern($"other{i}");
            }

            AddRecord(run, 4, run.Resource(("service.name", run.Text("shop"))));
            pipeline!.Apply(run.Batch);
            first ??= run.Everything();
            run.Everything().ShouldBe(first);
        }
    }
}
