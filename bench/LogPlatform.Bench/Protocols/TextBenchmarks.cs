using System.Buffers;
using System.Globalization;
using System.Text;
using BenchmarkDotNet.Attributes;
using LogPlatform.Bench.Corpus;
using LogPlatform.Core.Batches;
using LogPlatform.Core.Records;
using LogPlatform.Protocols.Decoding;
using LogPlatform.Protocols.Envelopes;
using LogPlatform.Protocols.Json;

namespace LogPlatform.Bench.Protocols;

/// <summary>The formats of text, 1 MiB each: exported records as NDJSON, a logger's lines, syslog of about 256 bytes a line in both RFCs. Also the export itself.</summary>
[MemoryDiagnoser]
public class TextBenchmarks
{
    private const int Bytes = 1 << 20;

    private readonly BatchDecoder _decoder = new();
    private readonly RecordBatch _batch = new();
    private readonly IngestLimits _limits = new();
    private readonly RecordBatch _export = new();
    private readonly ArrayBufferWriter<byte> _output = new(4 * Bytes);
    private byte[] _payload = [];
    private BatchFormat _format;
    private BatchHeader _header = null!;

    public enum Kind
    {
        None = 0,
        ExportedNdjson,
        LoggerNdjson,
        Rfc5424Lines,
        Rfc3164Lines,
    }

    [Params(Kind.ExportedNdjson, Kind.LoggerNdjson, Kind.Rfc5424Lines, Kind.Rfc3164Lines)]
    public Kind Lines { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var header = new BatchHeader { Format = BatchFormat.OtlpProtobuf, ReceivedUnixNano = 1, RecordCount = 1365 };
        _decoder.Decode(_export, _export.Append(new OtlpCorpus().Request(1365)), new BatchId(1), header);
        var random = new Random(1);
        var text = new StringBuilder();
        for (var i = 0; text.Length < Bytes; i++)
        {
            text.Append(Line(random, i)).Append('\n');
        }

        _payload = Encoding.UTF8.GetBytes(text.ToString());
        _format = Lines is Kind.ExportedNdjson or Kind.LoggerNdjson ? BatchFormat.Ndjson : BatchFormat.SyslogLines;
        _header = header with { Format = _format, RecordCount = Inspect() };
    }

    [Benchmark]
    public int Inspect() => EnvelopeInspector.Inspect(_format, _payload, _limits).RecordCount;

    [Benchmark]
    public int CopyAndDecode()
    {
        _batch.Clear();
        _decoder.Decode(_batch, _batch.Append(_payload), new BatchId(1), _header);
        return _batch.Attributes.Count;
    }

    [Benchmark]
    public int Export()
    {
        _output.ResetWrittenCount();
        for (var i = 0; i < _export.Records.Count; i++)
        {
            RecordJson.WriteLine(_output, _export, i);
        }

        return _output.WrittenCount;
    }

    private string Line(Random random, int i)
    {
        var message = string.Create(
            CultureInfo.InvariantCulture,
            $"GET /api/orders/{random.Next(1_000_000)}/items?page={random.Next(50)} responded 200 in {random.Next(900)} ms, {random.Next(90_000)} bytes, for 10.{random.Next(255)}.{random.Next(255)}.7 through edge-{random.Next(9)}, trace {random.NextInt64():x16}");
        var second = i / 1000 % 60;
        return Lines switch
        {
            Kind.LoggerNdjson => string.Create(
                CultureInfo.InvariantCulture,
                $$"""{"level":30,"time":{{1_748_736_000_000 + i}},"pid":811,"hostname":"web-3","reqId":"{{random.NextInt64():x}}","res":{"statusCode":200,"bytes":{{random.Next(9_000)}}},"responseTime":{{random.Next(900)}}.5,"msg":"{{message}}"}"""),
            Kind.Rfc5424Lines => string.Create(CultureInfo.InvariantCulture, $"<134>1 2025-06-01T12:00:{second:00}.{i % 1_000_000:000000}Z web-3 nginx 811 access [origin ip=\"10.0.0.7\"] {message}"),
            Kind.Rfc3164Lines => string.Create(CultureInfo.InvariantCulture, $"<134>Jun  1 12:00:{second:00} web-3 nginx[811]: {message} (upstream 10.1.2.3:8080, cache miss)"),
            _ => Exported(i),
        };
    }

    private string Exported(int i)
    {
        _output.ResetWrittenCount();
        RecordJson.WriteLine(_output, _export, i % _export.Records.Count);
        return Encoding.UTF8.GetString(_output.WrittenSpan).TrimEnd('\n');
    }
}
