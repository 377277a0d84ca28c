using System.Text;
using LogPlatform.Bench.Corpus;
using LogPlatform.Core.Batches;
using LogPlatform.Protocols.Envelopes;
using LogPlatform.Protocols.Tests.Models;

namespace LogPlatform.Protocols.Tests.Envelopes;

public sealed class BadInputTests
{
    private static readonly byte[] Valid = new OtlpCorpus(5).Request(2);

    [Fact]
    public void EveryTruncationOfARequestIsRefusedOrLosesWholeFieldsOnly()
    {
        var whole = Payload.Inspect(BatchFormat.OtlpProtobuf, Valid);
        whole.ShouldBe(new EnvelopeVerdict(2, null));

        // The request is one field, so only nothing at all is a valid beginning of it.
        for (var length = 1; length < Valid.Length; length++)
        {
            Payload.Inspect(BatchFormat.OtlpProtobuf, Valid.AsSpan(0, length)).IsValid.ShouldBeFalse($"{length} bytes");
        }
    }

    [Fact]
    public void AnEmptyRequestIsValidAndHoldsNothing()
    {
        foreach (var format in new[] { BatchFormat.OtlpProtobuf, BatchFormat.Ndjson, BatchFormat.Clef, BatchFormat.SyslogLines, BatchFormat.SyslogCounted })
        {
            Payload.Inspect(format, "").ShouldBe(new EnvelopeVerdict(0, null));
            Payload.Decode(format, "").Records.Count.ShouldBe(0);
        }

        Payload.Inspect(BatchFormat.OtlpJson, "{}").ShouldBe(new EnvelopeVerdict(0, null));
        Payload.Inspect(BatchFormat.OtlpJson, """{"resourceLogs":[]}""").ShouldBe(new EnvelopeVerdict(0, null));
        Payload.Inspect(BatchFormat.OtlpJson, "").IsValid.ShouldBeFalse();
    }

    [Theory]
    [InlineData("0A FF FF FF FF FF FF FF FF FF 01", "runs past the end")] // a length of -1
    [InlineData("0A 80 80 80 80 08", "runs past the end")] // 2^31
    [InlineData("0A 05 00", "runs past the end")]
    [InlineData("0A 80 80 80 80 80 80 80 80 80 80 01", "more than 64 bits")]
    [InlineData("0A FF FF FF FF FF FF FF FF FF 02", "more than 64 bits")]
    [InlineData("0A 80", "ends inside a field")]
    [InlineData("0A", "ends inside a field")]
    [InlineData("00", "field number")]
    [InlineData("02 00", "field number")]
    [InlineData("FA FF FF FF 7F 00", "field number")]
    [InlineData("08 01", "wrong wire type")] // resource_logs as a varint
    [InlineData("0B 0C", "wrong wire type")] // resource_logs as a group
    [InlineData("13 14", "wire type")] // an unknown group
    [InlineData("16", "wire type")]
    [InlineData("17", "wire type")]
    [InlineData("11 00 00", "ends inside a field")] // an unknown fixed64
    [InlineData("15 00 00", "ends inside a field")] // an unknown fixed32
    public void MalformedProtobufIsRefusedWithItsReason(string hex, string reason) =>
        Payload.Inspect(BatchFormat.OtlpProtobuf, Hex(hex)).Error.ShouldNotBeNull().ShouldContain(reason);

    [Theory]
    [InlineData("08 01")] // time as a varint
    [InlineData("12 00")] // severity as text
    [InlineData("30 00")] // attribute as a varint
    [InlineData("32 01 0A")] // an attribute whose key is cut off
    [InlineData("32 04 0A 05 61 61")] // a key longer than its attribute
    [InlineData("32 07 0A 01 61 12 02 18 80")] // an integer without end
    [InlineData("32 09 0A 01 61 12 04 21 00 00 00")] // a double of three bytes
    [InlineData("32 08 0A 01 61 12 03 0A 02 61")] // a string longer than its value
    [InlineData("2A 02 3D 00")] // bytes as a fixed32
    [InlineData("49 00 00 00 00 00 00 00 00")] // trace id as a fixed64
    public void AMalformedRecordRefusesTheRequest(string hex) =>
        Payload.Inspect(BatchFormat.OtlpProtobuf, Envelope(Hex(hex))).Error.ShouldNotBeNull().ShouldContain("malformed protobuf");

    [Theory]
    [InlineData("A2 06 01 61")] // field 100
    [InlineData("20 05")] // the reserved field 4
    [InlineData("6D 00 00 00 00")] // field 13
    public void UnknownFieldsAreIgnored(string hex) => Payload.Decode(BatchFormat.OtlpProtobuf, Envelope(Hex(hex))).Records.Count.ShouldBe(1);

    [Fact]
    public void NestingIsAllowedUpToTheLimitAndNoFurther()
    {
        var limits = new IngestLimits { MaxDepth = 5 };
        foreach (var (format, encode) in Encoders)
        {
            Payload.Inspect(format, encode(new RecordModel { Body = Nested(5) }), limits).IsValid.ShouldBeTrue();
            Payload.Inspect(format, encode(new RecordModel { Body = Nested(6) }), limits).Error.ShouldNotBeNull().ShouldContain("deep");
            Payload.Inspect(format, encode(new RecordModel { Attributes = [new("a", Nested(6))] }), limits).IsValid.ShouldBeFalse();
        }
    }

    [Theory]
    [InlineData(100)]
    [InlineData(1000)]
    public void DeepNestingIsRefusedByDefault(int depth)
    {
        Payload.Inspect(BatchFormat.OtlpProtobuf, OtlpEncoder.Encode(new RecordModel { Body = Nested(depth) })).Error.ShouldNotBeNull().ShouldContain("nested deeper");
        Payload.Inspect(BatchFormat.Ndjson, "{\"a\":" + new string('[', depth) + new string(']', depth) + "}").Error.ShouldNotBeNull().ShouldContain("nested deeper");
        var json = string.Concat(Enumerable.Repeat("""{"arrayValue":{"values":[""", depth)) + string.Concat(Enumerable.Repeat("]}}", depth));
        Payload.Inspect(BatchFormat.OtlpJson, $$"""{"resourceLogs":[{"scopeLogs":[{"logRecords":[{"body":{{json}}}]}]}]}""").Error.ShouldNotBeNull().ShouldContain("deep");
    }

    [Fact]
    public void DeepNestingThatReachesAWorkerIsPutAside()
    {
        // A journal may hold what a gateway with other limits let in.
        var payload = OtlpEncoder.Encode(new RecordModel { Body = Nested(101) }, new RecordModel { Body = Nested(100) });
        var batch = Payload.Decode(BatchFormat.OtlpProtobuf, payload, 2);
        batch.Records[0].Fate.ShouldBe(Core.Records.RecordFate.Quarantine);
        batch.Records[1].Fate.ShouldBe(Core.Records.RecordFate.Keep);
        Payload.Line(batch, 1).Count(c => c == '[').ShouldBe(100);
    }

    [Fact]
    public void TheNumberOfAttributesIsLimitedNestedOnesIncluded()
    {
        var limits = new IngestLimits { MaxAttributes = 10 };
        foreach (var (format, encode) in Encoders)
        {
            Payload.Inspect(format, encode(new RecordModel { Attributes = Many(10) }), limits).IsValid.ShouldBeTrue();
            Payload.Inspect(format, encode(new RecordModel { Attributes = Many(11) }), limits).Error.ShouldNotBeNull().ShouldContain("more than 10 attributes");
            Payload.Inspect(format, encode(new RecordModel { Attributes = [new("a", Many(10))] }), limits).IsValid.ShouldBeFalse();
            Payload.Inspect(format, encode(new RecordModel { Body = Many(11) }), limits).IsValid.ShouldBeFalse();
            Payload.Inspect(format, encode(new RecordModel { Resource = Many(11) }), limits).IsValid.ShouldBeFalse();
            Payload.Inspect(format, encode(new RecordModel { Scope = Many(11) }), limits).IsValid.ShouldBeFalse();

            // Each record, resource and scope counts from zero.
            Payload.Inspect(format, encode(new RecordModel { Attributes = Many(10), Resource = Many(10), Scope = Many(10) }), limits).IsValid.ShouldBeTrue();
        }
    }

    [Fact]
    public void AMillionAttributesAreRefused()
    {
        Payload.Inspect(BatchFormat.OtlpProtobuf, OtlpEncoder.Encode(new RecordModel { Attributes = Many(1_000_000) })).IsValid.ShouldBeFalse();
        var line = new StringBuilder("{\"a\":1");
        for (var i = 0; i < 1_000_000; i++)
        {
            line.Append(",\"a\":1");
        }

        Payload.Inspect(BatchFormat.Ndjson, line.Append('}').ToString(), new IngestLimits { MaxLineBytes = int.MaxValue }).Error.ShouldNotBeNull().ShouldContain("members");
    }

    [Fact]
    public void TheValuesOfARequestAreLimitedInSum()
    {
        var limits = new IngestLimits { MaxValues = 100 };
        var elements = Enumerable.Repeat<object?>(true, 99).ToList();
        foreach (var (format, encode) in Encoders)
        {
            Payload.Inspect(format, encode(new RecordModel { Body = elements[..90] }), limits).IsValid.ShouldBeTrue();
            Payload.Inspect(format, encode(new RecordModel { Body = elements }), limits).Error.ShouldNotBeNull().ShouldContain("100");
        }

        // Lists of nothing take memory, too.
        var empty = new WireWriter();
        for (var i = 0; i < 101; i++)
        {
            empty.Begin(1).End();
        }

        Payload.Inspect(BatchFormat.OtlpProtobuf, empty.Written, limits).IsValid.ShouldBeFalse();
    }

    [Theory]
    [InlineData(BatchFormat.Ndjson, "a\nb\nc")]
    [InlineData(BatchFormat.Clef, "{}\n{}\n{}")]
    [InlineData(BatchFormat.SyslogLines, "a\nb\nc")]
    [InlineData(BatchFormat.SyslogCounted, "1 a1 b1 c")]
    public void TheNumberOfRecordsIsLimited(BatchFormat format, string payload)
    {
        Payload.Inspect(format, payload).RecordCount.ShouldBe(3);
        Payload.Inspect(format, payload, new IngestLimits { MaxRecords = 2 }).Error.ShouldNotBeNull().ShouldContain("more than 2 records");
    }

    [Fact]
    public void ALongLineIsRefusedByItsNumber() =>
        Payload.Inspect(BatchFormat.Ndjson, "short\n" + new string('x', 101), new IngestLimits { MaxLineBytes = 100 })
            .Error.ShouldBe("line 2: longer than 100 bytes");

    [Fact]
    public void ABodyOverTheLimitIsRefused() =>
        Payload.Inspect(BatchFormat.Ndjson, "12345", new IngestLimits { MaxBodyBytes = 4 }).IsValid.ShouldBeFalse();

    [Theory]
    [InlineData("{\"a\":1}\n{\"a\":}\n", "line 2: byte 5: not valid JSON")]
    [InlineData("\n\n{\"a\"", "line 3: byte 4: not valid JSON")]
    [InlineData("{} x", "line 1: byte 3: not valid JSON")]
    [InlineData("{}{}", "line 1: byte 2: not valid JSON")]
    [InlineData("{\"a\":01}", "line 1: byte 6: not valid JSON")]
    [InlineData("{\"a\":\"\\x\"}", "line 1: byte 7: not valid JSON")]
    public void InvalidJsonIsRefusedWithLineAndByte(string payload, string error) => Payload.Inspect(BatchFormat.Ndjson, payload).ShouldBe(new EnvelopeVerdict(0, error));

    [Theory]
    [InlineData("text")]
    [InlineData("[1]")]
    [InlineData("{}\n7")]
    public void EveryLineOfClefIsAnObject(string payload) => Payload.Inspect(BatchFormat.Clef, payload).Error.ShouldNotBeNull().ShouldContain("not a JSON object");

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{\"resourceLogs\":{}}")]
    [InlineData("{\"resourceLogs\":[1]}")]
    [InlineData("{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":\"x\"}]}]}")]
    [InlineData("{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{\"timeUnixNano\":\"soon\"}]}]}]}")]
    [InlineData("{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{\"body\":\"text\"}]}]}]}")]
    [InlineData("{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{\"body\":{\"bytesValue\":\"*\"}}]}]}]}")]
    [InlineData("{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{\"body\":{\"boolValue\":\"true\"}}]}]}]}")]
    [InlineData("{\"resourceLogs\":[]} {}")]
    [InlineData("{\"resourceLogs\":[")]
    public void OtlpJsonOfAnotherShapeIsRefused(string payload) => Payload.Inspect(BatchFormat.OtlpJson, payload).Error.ShouldNotBeNullOrEmpty();

    [Theory]
    [InlineData("5 abc")]
    [InlineData("3 abcx")]
    [InlineData("0 ")]
    [InlineData("-1 a")]
    [InlineData("99999999999 a")]
    [InlineData("3")]
    public void ALyingOctetCountIsRefused(string payload) => Payload.Inspect(BatchFormat.SyslogCounted, payload).Error.ShouldNotBeNull().ShouldContain("octet count");

    private static readonly (BatchFormat Format, Func<RecordModel, byte[]> Encode)[] Encoders =
        [(BatchFormat.OtlpProtobuf, record => OtlpEncoder.Encode(record)), (BatchFormat.OtlpJson, record => OtlpJsonEncoder.Encode(record))];

    private static byte[] Hex(string hex) => Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));

    private static byte[] Envelope(byte[] record) => new WireWriter().Begin(1).Begin(2).Bytes(2, record).End().End().ToArray();

    private static List<object?> Nested(int depth)
    {
        var value = new List<object?>();
        for (var i = 1; i < depth; i++)
        {
            value = [value];
        }

        return value;
    }

    private static Members Many(int count) => [.. Enumerable.Repeat(KeyValuePair.Create("a", (object?)1L), count)];
}
