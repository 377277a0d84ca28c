using BenchmarkDotNet.Attributes;
using LogPlatform.Bench.Corpus;
using LogPlatform.Core.Batches;
using LogPlatform.Core.Records;
using LogPlatform.Pipeline;
using LogPlatform.Pipeline.Compiling;
using LogPlatform.Protocols.Decoding;

namespace LogPlatform.Bench.Pipeline;

/// <summary>Times are per record of 768 bytes. Rules change their records, so each run decodes anew: take "Decode" off the others.</summary>
[MemoryDiagnoser]
public class RulesBenchmarks
{
    private const int Records = 1365;

    private const string AllDetectorsYaml = """
        version: 1
        rules:
          - redact: all
        """;

    private const string HeavyYaml = """
        version: 1
        rules:
          - when: body like "{*"
            parse_json: body
          - when: scope = Shop.Http.AccessLog
            parse_regex: { pattern: '^(?<verb>[A-Z]+) (?<target>\S+) HTTP/[0-9.]+ responded (?<answer>[0-9]+)' }
          - when: http.response.status_code >= 500 or exception.type exists
            set: { alert: true, summary: "${service}: ${body}" }
          - rename: { thread.id: thread, client.address: client }
          - remove: [telemetry.sdk.name, code.file.path]
          - severity: { from: http.response.status_code, map: { 500: ERROR, 503: FATAL } }
          - when: severity <= DEBUG
            sample: { rate: 0.5 }
          - redact: { detectors: all, method: hash, salt: bench }
          - redact: { patterns: ['c-[0-9]{7}'] }
          - truncate: { max_bytes: 400, fields: [body, attributes] }
        """;

    private readonly BatchDecoder _decoder = new();
    private readonly RecordBatch _batch = new();
    private readonly BatchHeader _header = new() { Format = BatchFormat.OtlpProtobuf, ReceivedUnixNano = 1, RecordCount = Records };
    private readonly byte[][] _requests = new OtlpCorpus().Requests(16, Records);
    private readonly RulePipeline _default = PipelineCompiler.Compile(DefaultRules.Yaml).Pipeline!;
    private readonly RulePipeline _detectors = PipelineCompiler.Compile(AllDetectorsYaml).Pipeline!;
    private readonly RulePipeline _heavy = PipelineCompiler.Compile(HeavyYaml).Pipeline!;
    private int _next;

    [Benchmark(Baseline = true, OperationsPerInvoke = Records)]
    public int Decode() => Run(null);

    [Benchmark(OperationsPerInvoke = Records)]
    public int DefaultRulesFile() => Run(_default);

    [Benchmark(OperationsPerInvoke = Records)]
    public int AllDetectors() => Run(_detectors);

    [Benchmark(OperationsPerInvoke = Records)]
    public int HeavyRulesFile() => Run(_heavy);

    private int Run(RulePipeline? rules)
    {
        _batch.Clear();
        var payload = _batch.Append(_requests[_next++ & 15]);
        _decoder.Decode(_batch, payload, new BatchId(1), _header);
        rules?.Apply(_batch);
        return _batch.Attributes.Count;
    }
}
