using System.Buffers;
using System.Text;
using System.Text.Json;
using LogPlatform.Bench.Corpus;
using LogPlatform.Core.Batches;
using LogPlatform.Core.Records;
using LogPlatform.Protocols.Decoding;
using LogPlatform.Protocols.Envelopes;
using LogPlatform.Protocols.Json;
using LogPlatform.Protocols.Quarantine;
using LogPlatform.Protocols.Syslog;
using LogPlatform.Protocols.Tests.Models;

namespace LogPlatform.Protocols.Tests.Envelopes;

/// <summary>Seeded, bounded fuzzing: whatever comes in, nothing throws, the count is kept, and what the inspector accepts decodes in full.</summary>
public sealed class FuzzTests
{
    private const int Rounds = 20_000;

    private readonly BatchDecoder _decoder = new();
    private readonly RecordBatch _batch = new();

    [Fact]
    public void DamagedOtlpProtobufNeverBreaksTheDecoder() => Fuzz(BatchFormat.OtlpProtobuf, [new OtlpCorpus(3).Request(3), OtlpEncoder.Encode(Samples())]);

    [Fact]
    public void DamagedOtlpJsonNeverBreaksTheDecoder() => Fuzz(BatchFormat.OtlpJson, [OtlpJsonEncoder.Encode(Samples()), OtlpJsonEncoder.Encode(Samples()[..1])]);

    [Fact]
    public void DamagedNdjsonNeverBreaksTheDecoder() => Fuzz(BatchFormat.Ndjson, [.. Texts(NdjsonSamples), Exported()]);

    [Fact]
    public void DamagedClefNeverBreaksTheDecoder() => Fuzz(BatchFormat.Clef, Texts(ClefSamples));

    [Fact]
    public void DamagedSyslogLinesNeverBreakTheDecoder() => Fuzz(BatchFormat.SyslogLines, Texts([string.Join('\n', SyslogSamples), .. SyslogSamples]));

    [Fact]
    public void DamagedCountedSyslogNeverBreaksTheDecoder() => Fuzz(BatchFormat.SyslogCounted, Texts([string.Concat(SyslogSamples.Select(Counted)), .. SyslogSamples.Select(Counted)]));

    [Fact]
    public void FramingAndInspectionAgreeOnDamagedStreams()
    {
        var random = new Random(11);
        var mutations = new Mutations(random);
        byte[][] streams = Texts(["\uFEFF\na\n", string.Join('\n', SyslogSamples), string.Concat(SyslogSamples.Select(Counted))]);
        for (var round = 0; round < Rounds; round++)
        {
            var stream = mutations.Next(streams);
            var mode = SyslogFraming.Detect(stream);
            var scan = SyslogFraming.Scan(mode, stream, 512, closing: true);
            var whole = scan.NeedsNewline ? [.. stream.AsSpan(0, scan.Bytes), (byte)'\n'] : stream.AsSpan(0, scan.Bytes);
            var verdict = Payload.Inspect(mode == SyslogFramingMode.Counted ? BatchFormat.SyslogCounted : BatchFormat.SyslogLines, whole);
            if (verdict != new EnvelopeVerdict(scan.Frames, null))
            {
                Assert.Fail(Encoding.Latin1.GetString(stream));
            }
        }
    }

    private static readonly string[] NdjsonSamples =
    [
        """{"time":"2026-01-02T03:04:05.678Z","level":"warn","msg":"disk \"sda\" \u00e9\ud83d\ude00 full","disk":{"name":"sda","free":[1,2.5,null,true]},"trace_id":"0af7651916cd43dd8448eb211c80319c"}""",
        """{"ts":1772366400.25,"level":30,"message":"hi","service":"api","log":{"x":1}}""" + "\nplain text\r\n\n{}\n",
    ];

    private static readonly string[] ClefSamples =
    [
        """{"@t":"2026-01-02T03:04:05Z","@mt":"User {Name,10} of {@Org} did {Count:000} {{x}}","@r":["007"],"@l":"Error","Name":"ann","Org":{"a":[1]},"Count":7,"@@k":1,"@x":"E: x\n at y","@i":"ab12"}""",
        """{"@t":"2026-01-02T03:04:05Z","@m":"done","@tr":"0af7651916cd43dd8448eb211c80319c","@sp":"b7ad6b7169203331"}""" + "\n{}",
    ];

    private static readonly string[] SyslogSamples =
    [
        "<165>1 2003-10-11T22:14:15.003Z mymachine.example.com evntslog 77 ID47 [exampleSDID@32473 iut=\"3\" es=\"App\\\"li\\]cation\"][x@1 a=\"b\"] \uFEFFAn application event",
        "<34>Oct 11 22:14:15 mymachine su[12]: 'su root' failed for lonvick on /dev/pts/8",
        "<13>2026-03-01T11:59:59.123456+01:00 host app: text",
        "<191>Feb 29 2024 01:02:03.5 h %ASA-6-302013: Built",
        "no header at all",
    ];

    private static string Counted(string message) => $"{Encoding.UTF8.GetByteCount(message)} {message}";

    private static byte[][] Texts(string[] texts) => [.. texts.Select(Encoding.UTF8.GetBytes)];

    private static RecordModel[] Samples() =>
    [
        new()
        {
            Time = 1,
            Severity = 9,
            Body = new Members { new("k", new List<object?> { 1L, "two", new Members { new("d", 2.5) }, null, new byte[] { 1, 2, 3 } }) },
            Attributes = [new("a", "text"), new("b", true), new("m", new Members { new("x", long.MinValue) })],
            TraceId = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16],
            SpanId = [1, 2, 3, 4, 5, 6, 7, 8],
            Resource = [new("service.name", "s")],
            ScopeName = "scope",
        },
        new() { Observed = 2, Body = new string('x', 300), SeverityText = "INFO", EventName = "e", Dropped = 1, Flags = 1, ResourceSchemaUrl = "u" },
    ];

    private static byte[] Exported()
    {
        var output = new ArrayBufferWriter<byte>();
        RecordJson.WriteLine(output, Payload.Decode(BatchFormat.OtlpProtobuf, OtlpEncoder.Encode(Samples())), 0);
        return output.WrittenSpan.ToArray();
    }

    private void Fuzz(BatchFormat format, byte[][] payloads)
    {
        var random = new Random((int)format);
        var mutations = new Mutations(random);
        var valid = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var payload = mutations.Next(payloads);
            var verdict = Payload.Inspect(format, payload);
            verdict.RecordCount.ShouldBeInRange(0, verdict.IsValid ? payload.Length : 0);
            Decode(format, payload, verdict.IsValid ? verdict.RecordCount : random.Next(5), verdict.IsValid);
            valid += verdict.IsValid ? 1 : 0;
        }

        // Fuzzing that only ever meets refusals, or never one, tests nothing.
        valid.ShouldBeInRange(Rounds / 100, Rounds);
    }

    private void Decode(BatchFormat format, byte[] payload, int count, bool valid)
    {
        _batch.Clear();

        // Not at the start of the buffer: positions must not be mistaken for offsets in the payload.
        _batch.Append("of an earlier batch"u8);
        _decoder.Decode(
            _batch,
            _batch.Append(payload),
            new BatchId(1),
            new BatchHeader { Format = format, ReceivedUnixNano = Payload.Received, RecordCount = count, Peer = "192.0.2.1", Service = "s" });
        _batch.Records.Count.ShouldBe(count);
        var output = new ArrayBufferWriter<byte>();
        for (var i = 0; i < count; i++)
        {
            output.ResetWrittenCount();
            RecordJson.WriteLine(output, _batch, i);
            using var json = JsonDocument.Parse(output.WrittenMemory, new JsonDocumentOptions { MaxDepth = 1000 });
            json.RootElement.GetProperty("ordinal").GetInt32().ShouldBe(i);
            output.ResetWrittenCount();
            QuarantinePayload.Write(_batch, i, output);
            if (valid && (_batch.Records[i].Fate != RecordFate.Keep || Payload.Inspect(format, output.WrittenSpan) != new EnvelopeVerdict(1, null)))
            {
                Assert.Fail($"record {i} of {Encoding.Latin1.GetString(payload)}");
            }
        }
    }
}
