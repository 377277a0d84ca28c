using LogPlatform.Core.Batches;
using LogPlatform.Protocols.Tests.Models;

namespace LogPlatform.Protocols.Tests.Lines;

public sealed class NdjsonTests
{
    [Theory]
    [InlineData("""{"time":"2026-03-01T12:00:01Z","level":"error","msg":"m"}""", """{"time":"2026-03-01T12:00:01.000000000Z","severity":"ERROR","severityNumber":17,"severityText":"error","body":"m"}""")]
    [InlineData("""{"level":30,"time":1772366401500,"pid":7,"hostname":"h","msg":"pino"}""", """{"time":"2026-03-01T12:00:01.500000000Z","severity":"INFO","severityNumber":9,"severityText":"30","body":"pino","attributes":{"pid":7,"hostname":"h"}}""")]
    [InlineData("""{"@timestamp":"2026-03-01T12:00:01.5+01:00","log.level":"WARN","message":"ecs","service.name":"s","trace.id":"0af7651916cd43dd8448eb211c80319c"}""", """{"time":"2026-03-01T11:00:01.500000000Z","severity":"WARN","severityNumber":13,"severityText":"WARN","body":"ecs","resource":{"service.name":"s"},"traceId":"0af7651916cd43dd8448eb211c80319c"}""")]
    [InlineData("""{"log":"docker\n","stream":"stderr","time":"2026-03-01T12:00:01.123456789Z"}""", """{"time":"2026-03-01T12:00:01.123456789Z","body":"docker\n","attributes":{"stream":"stderr"}}""")]
    [InlineData("""{"ts":1772366401.25,"lvl":"dbg","body":{"a":[1,2.0,null]},"spanId":"b7ad6b7169203331"}""", """{"time":"2026-03-01T12:00:01.250000000Z","severity":"DEBUG","severityNumber":5,"severityText":"dbg","body":{"a":[1,2.0,null]},"spanId":"b7ad6b7169203331"}""")]
    [InlineData("""{"a":{"b":{"c":true}},"d":[],"e":null,"f":1e2,"g":"\u0041\ud83d\ude00\/"}""", """{"attributes":{"a":{"b":{"c":true}},"d":[],"e":null,"f":100.0,"g":"A\uD83D\uDE00/"}}""")]
    [InlineData("{\"n\":18446744073709551616,\"z\":1e999}", "{\"attributes\":{\"n\":\"18446744073709551616\",\"z\":\"1e999\"}}")]
    [InlineData("plain text, with\ttab", """{"body":"plain text, with\ttab"}""")]
    [InlineData("[1,2]", """{"body":"[1,2]"}""")]
    [InlineData("  {\"msg\":\"indented\"}  ", """{"body":"indented"}""")]
    [InlineData("\uFEFF{\"msg\":\"marked\"}\r\n", """{"body":"marked"}""")]
    [InlineData("{}", "{}")]
    public void MembersFindTheirPlace(string line, string expected) => Payload.OneLine(BatchFormat.Ndjson, line).ShouldBe(expected);

    [Theory]
    [InlineData("""{"time":"soon","level":true,"service":{"name":"x"},"trace_id":"xyz","log":{"x":1}}""", """{"attributes":{"time":"soon","level":true,"service":{"name":"x"},"trace_id":"xyz","log":{"x":1}}}""")]
    [InlineData("""{"message":"a","msg":"b"}""", """{"body":"a","attributes":{"msg":"b"}}""")]
    [InlineData("""{"level":"info","severity":"high"}""", """{"severity":"INFO","severityNumber":9,"severityText":"info","attributes":{"severity":"high"}}""")]
    public void WhatDoesNotFitAFieldStaysAnAttribute(string line, string expected) => Payload.OneLine(BatchFormat.Ndjson, line).ShouldBe(expected);

    [Theory]
    [InlineData("1772366401", 1772366401000000000)]
    [InlineData("1772366401.000000007", 1772366401000000007)]
    [InlineData("1772366401123", 1772366401123000000)]
    [InlineData("1772366401123456", 1772366401123456000)]
    [InlineData("1772366401123456789", 1772366401123456789)]
    [InlineData("-1", -1000000000)]
    [InlineData("\"1772366401\"", 1772366401000000000)]
    public void TheMagnitudeOfATimeTellsItsUnit(string time, long expected) => Decode($"{{\"time\":{time}}}").Time.ShouldBe(expected);

    [Theory]
    [InlineData("0000-01-01T00:00:00Z")]
    [InlineData("9999-12-31T23:59:59Z")]
    [InlineData("1677-01-01T00:00:00Z")]
    public void ATimeThatDoesNotFitIsKeptAsText(string time)
    {
        var model = Decode($"{{\"time\":\"{time}\",\"msg\":\"m\"}}");
        model.Time.ShouldBe(0);
        model.Attributes.ShouldBe([KeyValuePair.Create("logplatform.original_time", (object?)time)]);
        model.Body.ShouldBe("m");
    }

    [Fact]
    public void TheHeadersServiceIsForLinesThatNameNone()
    {
        var batch = Payload.Decode(BatchFormat.Ndjson, "a\n{\"service\":\"own\"}\n{}\nb", service: "given");
        Enumerable.Range(0, 4).Select(i => RecordModel.Of(batch, i).Resource.Single().Value).ShouldBe(["given", "own", "given", "given"]);
        batch.Resources.Count.ShouldBe(2);
    }

    [Fact]
    public void InvalidUtf8IsReplaced()
    {
        byte[] payload = [.. "{\"msg\":\"a"u8, 0xFF, .. "\\n\",\"k"u8, 0xC3, .. "\":1}\nb"u8, 0x80];
        var batch = Payload.Decode(BatchFormat.Ndjson, payload);
        RecordModel.Of(batch, 0).Body.ShouldBe("a\uFFFD\n");
        RecordModel.Of(batch, 0).Attributes[0].Key.ShouldBe("k\uFFFD");
        RecordModel.Of(batch, 1).Body.ShouldBe("b\uFFFD");
    }

    [Fact]
    public void ALoggersOrdinalDoesNotMakeALineAnExport() =>
        Payload.OneLine(BatchFormat.Ndjson, """{"ordinal":1,"batch":"x","time":"2026-03-01T12:00:01Z","attributes":{"a":1}}""")
            .ShouldBe("""{"time":"2026-03-01T12:00:01.000000000Z","attributes":{"ordinal":1,"batch":"x","attributes":{"a":1}}}""");

    [Fact]
    public void MembersThatAnExportDoesNotKnowBecomeAttributes() =>
        Payload.OneLine(BatchFormat.Ndjson, """{"time":"2026-03-01T12:00:01Z","attributes":{"a":1},"extra":{"b":2},"batch":3,"ordinal":4}""")
            .ShouldBe("""{"time":"2026-03-01T12:00:01.000000000Z","attributes":{"a":1,"extra":{"b":2}}}""");

    [Fact]
    public void ExportedRecordsOfOneResourceShareItAgain()
    {
        var line = """{"time":"2026-03-01T12:00:01Z","resource":{"service.name":"s"},"scope":{"name":"n"},"batch":3,"ordinal":4}""";
        var batch = Payload.Decode(BatchFormat.Ndjson, $"{line}\n{line}\n");
        (batch.Resources.Count, batch.Scopes.Count).ShouldBe((1, 1));
    }

    private static RecordModel Decode(string line) => RecordModel.Of(Payload.Decode(BatchFormat.Ndjson, line), 0);
}
