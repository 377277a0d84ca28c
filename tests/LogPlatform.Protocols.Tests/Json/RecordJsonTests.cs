using LogPlatform.Core.Batches;
using LogPlatform.Core.Records;
using LogPlatform.Protocols.Tests.Models;

namespace LogPlatform.Protocols.Tests.Json;

public sealed class RecordJsonTests
{
    [Fact]
    public void MembersComeInTheirOrder()
    {
        var record = new RecordModel
        {
            Time = 1_000_000_001,
            Observed = 2_000_000_000,
            Severity = 18,
            SeverityText = "crit",
            Body = "text <&'>",
            Attributes = [new("i", 1L), new("d", 1.0), new("e", 1e300), new("n", double.NaN), new("b", new byte[] { 255 }), new("$bytes", null), new("l", new List<object?> { true })],
            Dropped = 1,
            Flags = 1,
            TraceId = [.. Enumerable.Repeat((byte)1, 16)],
            SpanId = [.. Enumerable.Repeat((byte)2, 8)],
            EventName = "ev",
            Resource = [new("service.name", "s")],
            ResourceDropped = 2,
            ResourceSchemaUrl = "ru",
            ScopeName = "n",
            ScopeVersion = "v",
            Scope = [new("a", "b")],
            ScopeDropped = 3,
            ScopeSchemaUrl = "su",
        };
        Line(record).ShouldBe("""
            {"time":"1970-01-01T00:00:01.000000001Z","observed":"1970-01-01T00:00:02.000000000Z",
            "severity":"ERROR2","severityNumber":18,"severityText":"crit","body":"text <&'>",
            "attributes":{"i":1,"d":1.0,"e":1E+300,"n":{"$double":"NaN"},"b":{"$bytes":"/w=="},"$$bytes":null,"l":[true]},
            "resource":{"service.name":"s"},"resourceSchemaUrl":"ru","resourceDroppedAttributes":2,
            "scope":{"name":"n","version":"v","attributes":{"a":"b"},"droppedAttributes":3},"scopeSchemaUrl":"su",
            "traceId":"01010101010101010101010101010101","spanId":"0202020202020202","flags":1,"eventName":"ev","droppedAttributes":1,
            "batch":7,"ordinal":0}
            """.ReplaceLineEndings(""));
    }

    [Fact]
    public void WhatIsAbsentIsLeftOut() =>
        Line(new RecordModel { Observed = 5 }).ShouldBe("""{"time":"1970-01-01T00:00:00.000000005Z","timeFrom":"observed","observed":"1970-01-01T00:00:00.000000005Z","batch":7,"ordinal":0}""");

    [Fact]
    public void TextThatARuleCutInsideACharacterIsStillJson()
    {
        var batch = Payload.Decode(BatchFormat.Ndjson, "é");
        ref var record = ref batch.Records[0];
        record.Body = Value.OfString(new TextRef(record.Body.Text.Offset, 1));
        Payload.Line(batch).ShouldContain("\"body\":\"\uFFFD\"");
    }

    private static string Line(RecordModel record) => Payload.Line(Payload.Decode(BatchFormat.OtlpProtobuf, OtlpEncoder.Encode(record)));
}
