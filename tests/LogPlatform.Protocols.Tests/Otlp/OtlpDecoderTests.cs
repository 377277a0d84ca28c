using LogPlatform.Bench.Corpus;
using LogPlatform.Core.Batches;
using LogPlatform.Core.Records;
using LogPlatform.Protocols.Tests.Models;

namespace LogPlatform.Protocols.Tests.Otlp;

public sealed class OtlpDecoderTests
{
    [Fact]
    public void TextIsNotCopied()
    {
        var payload = new OtlpCorpus().Request(100);
        var batch = Payload.Decode(BatchFormat.OtlpProtobuf, payload);
        batch.Records.Count.ShouldBe(100);
        batch.Buffer.Count.ShouldBe(payload.Length);
    }

    [Fact]
    public void RecordsOfAResourceShareIt()
    {
        var batch = Payload.Decode(BatchFormat.OtlpProtobuf, new OtlpCorpus().Request(100, resources: 2));
        batch.Resources.Count.ShouldBe(2);
        batch.Scopes.Count.ShouldBe(8);
        batch.Records[0].Resource.ShouldBe(0);
        batch.Records[99].Resource.ShouldBe(1);
    }

    [Fact]
    public void InvalidUtf8IsReplaced()
    {
        var batch = Payload.Decode(BatchFormat.OtlpProtobuf, OtlpEncoder.Record(record => record
            .Begin(5).Bytes(1, [(byte)'a', 0xFF, (byte)'b', 0xED, 0xA0, 0x80]).End()
            .Begin(6).Bytes(1, [0xC3]).Begin(2).Bytes(1, [0xE6, 0x97]).End().End()
            .Bytes(3, [0x80])));
        var model = RecordModel.Of(batch, 0);
        model.Body.ShouldBe("a\uFFFDb\uFFFD\uFFFD\uFFFD");
        model.Attributes.ShouldBe([KeyValuePair.Create("\uFFFD", (object?)"\uFFFD")]);
        model.SeverityText.ShouldBe("\uFFFD");
    }

    [Fact]
    public void TheLastOfARepeatedSingularFieldWins()
    {
        var batch = Payload.Decode(BatchFormat.OtlpProtobuf, OtlpEncoder.Record(record =>
        {
            record.Varint(2, 5).Varint(2, 9).Text(3, "a").Text(3, "b").Begin(5);
            OtlpEncoder.Any(record, new List<object?> { 1L });
            record.End().Begin(5).Text(1, "first").Varint(3, 8).End();
        }));
        var model = RecordModel.Of(batch, 0);
        model.Severity.ShouldBe((byte)9);
        model.SeverityText.ShouldBe("b");
        model.Body.ShouldBe(8L);
    }

    [Fact]
    public void FieldsMayComeInAnyOrder()
    {
        var writer = new WireWriter();
        writer.Begin(1).Text(3, "resource-schema")
            .Begin(2).Text(3, "scope-schema").Begin(2).Varint(2, 9).End().Begin(1).Text(1, "scope").End().End()
            .Begin(1).Begin(1).Begin(2).Text(1, "value").End().Text(1, "key").End().End()
            .End();
        var model = RecordModel.Of(Payload.Decode(BatchFormat.OtlpProtobuf, writer.Written), 0);
        model.ResourceSchemaUrl.ShouldBe("resource-schema");
        model.ScopeSchemaUrl.ShouldBe("scope-schema");
        model.ScopeName.ShouldBe("scope");
        model.Resource.ShouldBe([KeyValuePair.Create("key", (object?)"value")]);
    }

    [Fact]
    public void AnIdOfAnotherLengthIsNoId()
    {
        var batch = Payload.Decode(BatchFormat.OtlpProtobuf, OtlpEncoder.Record(record => record.Bytes(9, new byte[15]).Bytes(10, [1]).Begin(5).Text(1, "x").End()));
        var model = RecordModel.Of(batch, 0);
        model.TraceId.ShouldBeEmpty();
        model.SpanId.ShouldBeEmpty();
        model.Body.ShouldBe("x");
    }

    [Fact]
    public void ATimeThatDoesNotFitIsKeptAsText()
    {
        // Year 9999 overflows 64 bits of nanoseconds; the largest field stands for it.
        var model = RecordModel.Of(Payload.Decode(BatchFormat.OtlpProtobuf, OtlpEncoder.Record(record => record.Fixed64(1, ulong.MaxValue).Fixed64(11, ulong.MaxValue))), 0);
        model.Time.ShouldBe(0);
        model.Observed.ShouldBe(Payload.Received);
        model.Attributes.ShouldBe([KeyValuePair.Create("logplatform.original_time", (object?)"18446744073709551615")]);
    }

    [Theory]
    [InlineData(25UL)]
    [InlineData(ulong.MaxValue)]
    public void ASeverityOutOfRangeIsUnspecified(ulong severity) =>
        RecordModel.Of(Payload.Decode(BatchFormat.OtlpProtobuf, OtlpEncoder.Record(record => record.Varint(2, severity))), 0).Severity.ShouldBe((byte)0);

    [Fact]
    public void TooFewRecordsAreFilledUpInQuarantine()
    {
        var batch = Payload.Decode(BatchFormat.OtlpProtobuf, new OtlpCorpus().Request(2), count: 4);
        batch.Records.AsSpan().ToArray().Select(record => record.Fate).ShouldBe([RecordFate.Keep, RecordFate.Keep, RecordFate.Quarantine, RecordFate.Quarantine]);
        batch.String(batch.Records[3].Reason).ShouldContain("fewer records");
        batch.Records[3].Ordinal.ShouldBe(3);
    }

    [Theory]
    [InlineData(BatchFormat.Ndjson, "a\nb\nc")]
    [InlineData(BatchFormat.Clef, "{}\n{}\n{}")]
    [InlineData(BatchFormat.SyslogLines, "a\nb\nc")]
    [InlineData(BatchFormat.SyslogCounted, "1 a1 b1 c")]
    [InlineData(BatchFormat.OtlpJson, """{"resourceLogs":[{"scopeLogs":[{"logRecords":[{},{},{}]}]}]}""")]
    [InlineData(BatchFormat.OtlpProtobuf, "\n\u0008\u0012\u0006\u0012\0\u0012\0\u0012\0")]
    public void TheHeadersCountHoldsAgainstASurplus(BatchFormat format, string payload)
    {
        var batch = Payload.Decode(format, System.Text.Encoding.UTF8.GetBytes(payload), count: 2);
        batch.Records.AsSpan().ToArray().Select(record => record.Fate).ShouldBe([RecordFate.Keep, RecordFate.Quarantine]);
        batch.String(batch.Records[1].Reason).ShouldContain("more records");
        Payload.Decode(format, System.Text.Encoding.UTF8.GetBytes(payload), count: 0).Records.Count.ShouldBe(0);
    }

    [Fact]
    public void BatchesOfAUnitKeepTheirOwnSource()
    {
        var corpus = new OtlpCorpus();
        var batch = new RecordBatch();
        var decoder = new Protocols.Decoding.BatchDecoder();
        for (var id = 1; id <= 2; id++)
        {
            var header = new BatchHeader { Format = BatchFormat.OtlpProtobuf, ReceivedUnixNano = id, RecordCount = 3 };
            decoder.Decode(batch, batch.Append(corpus.Request(3)), new BatchId(id), header);
        }

        batch.Records.AsSpan().ToArray().Select(record => (batch.Sources[record.Source].Id.Value, record.Ordinal))
            .ShouldBe([(1, 0), (1, 1), (1, 2), (2, 0), (2, 1), (2, 2)]);
        batch.Records[5].Resource.ShouldBe(1);
    }
}
