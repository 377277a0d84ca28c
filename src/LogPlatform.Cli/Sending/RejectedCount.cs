using System.Text.Json;
using LogPlatform.Cli.Api;

namespace LogPlatform.Cli.Sending;

/// <summary>Reads how many records a 2xx answer of OTLP/HTTP says it rejected (<c>partial_success.rejected_log_records</c>).</summary>
internal static class RejectedCount
{
    /// <summary>The number; 0 for a full success and for answers of other protocols, -1 for an answer that is not understood.</summary>
    public static long Of(ReadOnlySpan<byte> answer, string contentType) => contentType switch
    {
        _ when answer.IsEmpty => 0,
        "application/x-protobuf" => OfProtobuf(answer),
        "application/json" => OfJson(answer),
        _ => 0,
    };

    private static long OfJson(ReadOnlySpan<byte> answer)
    {
        try
        {
            var reader = new Utf8JsonReader(answer);
            using var json = JsonDocument.ParseValue(ref reader);
            var partial = json.RootElement.Member("partialSuccess");
            return partial.Number("rejectedLogRecords")
                ?? (long.TryParse(partial.Text("rejectedLogRecords"), System.Globalization.CultureInfo.InvariantCulture, out var text) ? text : 0);
        }
        catch (JsonException)
        {
            return -1;
        }
    }

    // ExportLogsServiceResponse { partial_success (1) { rejected_log_records (1): int64, error_message (2): string } }
    private static long OfProtobuf(ReadOnlySpan<byte> answer)
    {
        if (!TryFind(answer, 1, out var partial) || !TryFind(partial, 1, out var rejected))
        {
            return -1;
        }

        return WireReading.TryVarint(ref rejected, out var count) ? (long)count : 0;
    }

    // The last one counts, as protobuf says; empty when there is none.
    private static bool TryFind(ReadOnlySpan<byte> message, int wanted, out ReadOnlySpan<byte> found)
    {
        found = [];
        while (!message.IsEmpty)
        {
            if (!WireReading.TryField(ref message, out var field, out var contents))
            {
                return false;
            }

            found = field == wanted ? contents : found;
        }

        return true;
    }
}
