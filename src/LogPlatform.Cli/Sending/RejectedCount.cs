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
        var inner = Find(answer, 0x0A, out var sound);
        if (!sound || inner.IsEmpty)
        {
            return sound ? 0 : -1;
        }

        var rejected = Find(inner, 0x08, out sound);
        return sound ? TryVarint(ref rejected, out var value) ? (long)value : 0 : -1;
    }

    // The contents of the last field with a tag: the bytes of a message, or a varint with what follows it.
    private static ReadOnlySpan<byte> Find(ReadOnlySpan<byte> message, ulong tag, out bool sound)
    {
        ReadOnlySpan<byte> found = [];
        sound = true;
        while (!message.IsEmpty)
        {
            if (!TryVarint(ref message, out var seen))
            {
                sound = false;
                return [];
            }

            var contents = message;
            if (!TryVarint(ref message, out var value) || ((seen & 7) == 2 && value > (ulong)message.Length) || (seen & 7) is not (0 or 2))
            {
                sound = false;
                return [];
            }

            if ((seen & 7) == 2)
            {
                contents = message[..(int)value];
                message = message[(int)value..];
            }

            found = seen == tag ? contents : found;
        }

        return found;
    }

    private static bool TryVarint(ref ReadOnlySpan<byte> bytes, out ulong value)
    {
        value = 0;
        for (var i = 0; i < Math.Min(10, bytes.Length); i++)
        {
            value |= (ulong)(bytes[i] & 0x7F) << (7 * i);
            if (bytes[i] < 0x80)
            {
                bytes = bytes[(i + 1)..];
                return true;
            }
        }

        return false;
    }
}
