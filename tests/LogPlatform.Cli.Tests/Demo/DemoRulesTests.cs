using System.Text;
using LogPlatform.Cli.Demo;
using LogPlatform.Cli.Load;
using LogPlatform.Cli.Load.Bodies;
using LogPlatform.Core.Batches;
using LogPlatform.Core.Filters;
using LogPlatform.Core.Filters.Evaluation;
using LogPlatform.Core.Records;
using LogPlatform.Pipeline;
using LogPlatform.Pipeline.Compiling;
using LogPlatform.Protocols.Decoding;

namespace LogPlatform.Cli.Tests.Demo;

/// <summary>The demo's releases do what its story says of them, seen from the rules alone.</summary>
public class DemoRulesTests
{
    private const string Redacted = "[redacted:email]";

    private static readonly LoadOptions Options = new()
    {
        Ingest = new Uri("http://127.0.0.1"),
        Control = new Uri("http://127.0.0.1"),
        Protocol = LoadProtocol.Ndjson,
        RecordBytes = 600,
        BatchSize = 5,
    };

    [Fact]
    public void EveryReleaseCompilesAndNoTwoAreTheSame()
    {
        string[] releases = [DemoRules.Yaml, DemoRules.OnCall, DemoRules.Misspelt, DemoRules.Slow, DemoRules.OwnPattern];
        releases.Select(rules => Compile(rules).Fingerprint).Distinct().Count().ShouldBe(releases.Length);
    }

    [Fact]
    public void TheFirstReleaseRedactsWhatTheRecordsBring()
    {
        var raw = Process("version: 1\nrules: []\n", DemoSamples.Billing);
        raw.ShouldAllBe(text => text.Contains("@example.net paid", StringComparison.Ordinal) && text.Contains("4111 1111", StringComparison.Ordinal));
        Process(DemoRules.Yaml, DemoSamples.Billing).ShouldAllBe(text => text.Contains("customer.email=" + Redacted, StringComparison.Ordinal) && !text.Contains('@') && !text.Contains("4111", StringComparison.Ordinal));
    }

    [Fact]
    public void TheMisspeltReleaseLeavesTheAddressInItsFieldAndNothingElse()
    {
        var texts = Process(DemoRules.Misspelt, DemoSamples.Billing);
        texts.ShouldAllBe(text => text.Contains("customer.email=", StringComparison.Ordinal) && text.Split('@').Length == 2 && !text.Contains("4111", StringComparison.Ordinal));
    }

    [Fact]
    public void TheSlowReleaseIsRight() => Process(DemoRules.Slow, DemoSamples.Billing).ShouldBe(Process(DemoRules.OnCall, DemoSamples.Billing));

    [Fact]
    public void TheReleaseWithItsOwnPatternIsRightUntilTheNewMarketOpens()
    {
        Process(DemoRules.OwnPattern, DemoSamples.Billing).ShouldBe(Process(DemoRules.OnCall, DemoSamples.Billing));
        Process(DemoRules.OwnPattern, DemoSamples.NewMarket).ShouldAllBe(text => text.Contains("@example.org paid", StringComparison.Ordinal));
        Process(DemoRules.OnCall, DemoSamples.NewMarket).ShouldAllBe(text => !text.Contains('@'));
    }

    [Fact]
    public void TheStorysSearchesFindWhatTheyAreToFindAndNothingElse()
    {
        Found(DemoFilters.Billing, DemoRules.Yaml, DemoSamples.Billing).ShouldBe(40);
        Found(DemoFilters.InTheClear("example.net"), "version: 1\nrules: []\n", DemoSamples.Billing).ShouldBe(40);
        Found(DemoFilters.InTheClear("example.net"), DemoRules.Misspelt, DemoSamples.Billing).ShouldBe(40);
        Found(DemoFilters.InTheClear("example.net"), DemoRules.OnCall, DemoSamples.Billing).ShouldBe(0);
        Found(DemoFilters.Leaked, DemoRules.OwnPattern, DemoSamples.NewMarket).ShouldBe(40);
        Found(DemoFilters.Leaked, DemoRules.OnCall, DemoSamples.NewMarket).ShouldBe(0);
        Found(DemoFilters.NewMarket, DemoRules.OnCall, DemoSamples.NewMarket).ShouldBe(40);
        Found(DemoFilters.Owned, DemoRules.OnCall, [DemoSamples.Billing[0] with { Severity = 17 }]).ShouldBe(40);
        Found(DemoFilters.Owned, DemoRules.OnCall, DemoSamples.Billing).ShouldBe(0);
    }

    [Fact]
    public void RecordsOfOnesOwnAreSentAsNdjsonOnly()
    {
        (Options with { Samples = DemoSamples.Billing }).FindFault().ShouldBeNull();
        (Options with { Samples = DemoSamples.Billing, Protocol = LoadProtocol.OtlpProto }).FindFault().ShouldNotBeNull();
        (Options with { Samples = [] }).FindFault().ShouldNotBeNull();
    }

    private static RulePipeline Compile(string rules)
    {
        var (pipeline, errors) = PipelineCompiler.Compile(rules);
        errors.ShouldBeEmpty();
        return pipeline!;
    }

    private static int Found(string filter, string rules, IReadOnlyList<SampleRecord> samples)
    {
        var (parsed, error) = FilterParser.Parse(filter);
        error.ShouldBeNull();
        var batch = ProcessBatch(rules, samples);
        var found = RecordFilter.Compile(parsed!);
        found.Bind(batch);
        return batch.Records.AsSpan().ToArray().Count(record => found.Matches(record));
    }

    // Body and attributes of each record behind the rules, as one text.
    private static List<string> Process(string rules, IReadOnlyList<SampleRecord> samples)
    {
        var batch = ProcessBatch(rules, samples);
        var texts = new List<string>();
        foreach (var record in batch.Records.AsSpan())
        {
            record.Fate.ShouldBe(RecordFate.Keep);
            var text = new StringBuilder(batch.String(record.Body.Text));
            foreach (var attribute in batch.AttributesOf(record))
            {
                text.Append(' ').Append(Encoding.UTF8.GetString(batch.Keys[attribute.Key])).Append('=');
                text.Append(attribute.Value.Kind == ValueKind.String ? batch.String(attribute.Value.Text) : attribute.Value.Int);
            }

            texts.Add(text.ToString());
        }

        texts.Count.ShouldBe(40);
        return texts;
    }

    private static RecordBatch ProcessBatch(string rules, IReadOnlyList<SampleRecord> samples)
    {
        var body = BodyWriter.Create(Options with { Samples = samples }, "abc", 0).Write(0, 40, 1_700_000_000_000_000_000).ToArray();
        var batch = new RecordBatch();
        new BatchDecoder().Decode(batch, batch.Append(body), new BatchId(1), new BatchHeader { Format = BatchFormat.Ndjson, ReceivedUnixNano = 1, RecordCount = 40 });
        Compile(rules).Apply(batch);
        return batch;
    }
}
