using System.Text;
using System.Text.Json;

namespace LogPlatform.Tests.Conformance.Api;

/// <summary>One log record with the attribute <c>run</c>, as OTLP's clients send it.</summary>
internal static class OtlpLogs
{
    public const string Protobuf = "application/x-protobuf";
    public const string Json = "application/json";

    public static byte[] Of(string type, string run, string body) => type == Json ? InJson(run, body) : InProtobuf(run, body);

    private static byte[] InJson(string run, string body) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        resourceLogs = new[]
        {
            new { scopeLogs = new[] { new { logRecords = new[] { new { body = new { stringValue = body }, attributes = new[] { new { key = "run", value = new { stringValue = run } } } } } } } },
        },
    });

    // The field numbers are those of opentelemetry/proto/logs/v1/logs.proto and common/v1/common.proto. All lengths are below 128, so each is one byte.
    private static byte[] InProtobuf(string run, string body)
    {
        byte[] record = [.. Field(5, Field(1, Encoding.UTF8.GetBytes(body))), .. Field(6, [.. Field(1, "run"u8.ToArray()), .. Field(2, Field(1, Encoding.UTF8.GetBytes(run)))])];
        return Field(1, Field(2, Field(2, record)));
    }

    private static byte[] Field(int number, byte[] content) => [(byte)((number << 3) | 2), checked((byte)content.Length), .. content];
}
