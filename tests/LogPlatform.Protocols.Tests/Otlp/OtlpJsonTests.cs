using LogPlatform.Core.Batches;
using LogPlatform.Protocols.Tests.Models;

namespace LogPlatform.Protocols.Tests.Otlp;

public sealed class OtlpJsonTests
{
    [Fact]
    public void TheSpecificationsExampleIsDecoded()
    {
        var model = Decode("""
            "timeUnixNano":"1544712660300000000","observedTimeUnixNano":"1544712660300000001","severityNumber":10,"severityText":"Information",
            "traceId":"5B8EFFF798038103D269B633813FC60C","spanId":"EEE19B7EC3C1B174","body":{"stringValue":"Example log record"},
            "attributes":[{"key":"string.attribute","value":{"stringValue":"some string"}},{"key":"int.attribute","value":{"intValue":"10"}},
            {"key":"array.attribute","value":{"arrayValue":{"values":[{"stringValue":"many"},{"stringValue":"values"}]}}},
            {"key":"map.attribute","value":{"kvlistValue":{"values":[{"key":"some.map.key","value":{"stringValue":"some value"}}]}}}]
            """);
        model.Text().ShouldBe(
            "1544712660300000000|1544712660300000001|10|Information|\"Example log record\"|{\"string.attribute\":\"some string\",\"int.attribute\":10,"
            + "\"array.attribute\":[\"many\",\"values\"],\"map.attribute\":{\"some.map.key\":\"some value\"}}|0|0|5B8EFFF798038103D269B633813FC60C|EEE19B7EC3C1B174||{}|0||||{}|0|");
    }

    [Fact]
    public void NamesOfTheProtoFileAreTakenToo()
    {
        var payload = """{"resource_logs":[{"scope_logs":[{"log_records":[{"time_unix_nano":7,"severity_number":9,"body":{"string_value":"x"},"dropped_attributes_count":2}],"schema_url":"u"}]}]}""";
        var model = RecordModel.Of(Payload.Decode(BatchFormat.OtlpJson, payload), 0);
        (model.Time, model.Severity, model.Body, model.Dropped, model.ScopeSchemaUrl).ShouldBe((7, (byte)9, "x", 2u, "u"));
    }

    [Theory]
    [InlineData("\"severityNumber\":\"SEVERITY_NUMBER_WARN2\"", 14)]
    [InlineData("\"severityNumber\":17", 17)]
    [InlineData("\"severityNumber\":\"17\"", 17)]
    [InlineData("\"severityNumber\":null", 0)]
    [InlineData("\"severityNumber\":99", 0)]
    [InlineData("\"severityNumber\":\"nonsense\"", 0)]
    public void SeveritiesAreNumbersOrNames(string member, byte severity) => Decode(member).Severity.ShouldBe(severity);

    [Theory]
    [InlineData("{\"intValue\":\"-9223372036854775808\"}", long.MinValue)]
    [InlineData("{\"intValue\":9223372036854775807}", long.MaxValue)]
    [InlineData("{\"intValue\":1e3}", 1000L)]
    [InlineData("{\"doubleValue\":1}", 1.0)]
    [InlineData("{\"doubleValue\":\"NaN\"}", double.NaN)]
    [InlineData("{\"doubleValue\":\"-Infinity\"}", double.NegativeInfinity)]
    [InlineData("{\"doubleValue\":\"2.5\"}", 2.5)]
    [InlineData("{\"boolValue\":false}", false)]
    [InlineData("{\"stringValue\":\"\"}", "")]
    [InlineData("{\"stringValue\":\"\\ud83d\\ude00 \\ud83d\"}", "\U0001F600 \uFFFD")]
    [InlineData("{\"stringValue\":null}", null)]
    [InlineData("{\"futureValue\":{\"x\":[1]},\"intValue\":3}", 3L)]
    [InlineData("{}", null)]
    public void ValuesKeepTheirType(string value, object? expected) => Decode($"\"body\":{value}").Body.ShouldBe(expected);

    [Fact]
    public void UrlSafeBase64IsTaken() => Decode("\"body\":{\"bytesValue\":\"-_8\"}").Body.ShouldBe(new byte[] { 0xFB, 0xFF });

    [Fact]
    public void UnknownMembersAreIgnoredEverywhere()
    {
        var payload = """{"x":{"resourceLogs":[]},"resourceLogs":[{"x":1,"scopeLogs":[{"x":[],"logRecords":[{"x":{"body":1},"body":{"stringValue":"b"}}]}],"resource":{"x":2,"attributes":[{"key":"k","value":{"intValue":1},"x":3}]}}]}""";
        var model = RecordModel.Of(Payload.Decode(BatchFormat.OtlpJson, payload), 0);
        model.Body.ShouldBe("b");
        model.Resource.ShouldBe([KeyValuePair.Create("k", (object?)1L)]);
    }

    [Fact]
    public void AnInvalidIdIsNoId()
    {
        var model = Decode("\"traceId\":\"zz\",\"spanId\":\"0102\",\"body\":{\"intValue\":1}");
        model.TraceId.ShouldBeEmpty();
        model.SpanId.ShouldBeEmpty();
    }

    [Fact]
    public void ATimeThatDoesNotFitIsKeptAsText()
    {
        var model = Decode("\"attributes\":[{\"key\":\"a\",\"value\":{\"intValue\":1}}],\"body\":{\"kvlistValue\":{\"values\":[{\"key\":\"b\",\"value\":{\"intValue\":2}}]}},\"timeUnixNano\":\"18446744073709551615\"");
        model.Time.ShouldBe(0);
        model.Attributes.ShouldBe([KeyValuePair.Create("a", (object?)1L), KeyValuePair.Create("logplatform.original_time", (object?)"18446744073709551615")]);
    }

    private static RecordModel Decode(string members) =>
        RecordModel.Of(Payload.Decode(BatchFormat.OtlpJson, $$"""{"resourceLogs":[{"scopeLogs":[{"logRecords":[{{{members}}}]}]}]}"""), 0);
}
