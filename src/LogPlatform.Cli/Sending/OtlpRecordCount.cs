using System.Text.Json;
using LogPlatform.Cli.Api;

namespace LogPlatform.Cli.Sending;

/// <summary>Counts the records of an OTLP request, for the report. What is malformed counts 0: the server says what is wrong.</summary>
internal static class OtlpRecordCount
{
    // ExportLogsServiceRequest.resource_logs (1) . scope_logs (2) . log_records (2)
    private static readonly int[] Path = [1, 2, 2];

    /// <summary>Of a request in JSON.</summary>
    public static long OfJson(ReadOnlyMemory<byte> request)
    {
        using var json = JsonDocument.Parse(request);
        return json.RootElement.Items("resourceLogs")
            .SelectMany(resource => resource.Items("scopeLogs"))
            .Sum(scope => (long)scope.Items("logRecords").Count());
    }

    /// <summary>Of a request in protobuf.</summary>
    public static long OfProtobuf(ReadOnlySpan<byte> request) => Count(request, 0);

    private static long Count(ReadOnlySpan<byte> message, int depth)
    {
        long count = 0;
        while (!message.IsEmpty)
        {
            if (!WireReading.TryField(ref message, out var field, out var contents))
            {
                return 0;
            }

            if (field == Path[depth])
            {
                count += depth == Path.Length - 1 ? 1 : Count(contents, depth + 1);
            }
        }

        return count;
    }
}
