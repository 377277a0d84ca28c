using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using LogPlatform.Core.Batches;

namespace LogPlatform.Protocols.Otlp;

/// <summary>
/// Bodies of OTLP/HTTP answers, in the format of the request as the specification demands: protobuf for <see cref="BatchFormat.OtlpProtobuf"/>, JSON for anything else.
/// </summary>
public static class OtlpResponses
{
    /// <summary>An <c>ExportLogsServiceResponse</c> without partial success: everything was taken. Status 200.</summary>
    public static ReadOnlyMemory<byte> Success(BatchFormat format) => format == BatchFormat.OtlpProtobuf ? default : "{}"u8.ToArray();

    /// <summary>
    /// An <c>ExportLogsServiceResponse</c> with partial success: the client must not send the rejected records again. Status 200. With 0 rejected the message is a warning.
    /// </summary>
    public static ReadOnlyMemory<byte> PartialSuccess(BatchFormat format, long rejectedRecords, string message)
    {
        var output = new ArrayBufferWriter<byte>();
        if (format != BatchFormat.OtlpProtobuf)
        {
            using var json = new Utf8JsonWriter(output);
            json.WriteStartObject();
            json.WriteStartObject("partialSuccess");

            // 64-bit integers are strings in protobuf's JSON.
            json.WriteString("rejectedLogRecords", rejectedRecords.ToString(CultureInfo.InvariantCulture));
            json.WriteString("errorMessage", message);
            json.WriteEndObject();
            json.WriteEndObject();
            json.Flush();
            return output.WrittenMemory;
        }

        var partial = new ArrayBufferWriter<byte>();
        Numbered(partial, (ulong)rejectedRecords, message);
        WireWriter.Head(output, (1 << 3) | 2, partial.WrittenCount);
        output.Write(partial.WrittenSpan);
        return output.WrittenMemory;
    }

    /// <summary>A <c>google.rpc.Status</c>, the body of every answer that is not 200.</summary>
    public static ReadOnlyMemory<byte> Error(BatchFormat format, RpcCode code, string message)
    {
        var output = new ArrayBufferWriter<byte>();
        if (format != BatchFormat.OtlpProtobuf)
        {
            using var json = new Utf8JsonWriter(output);
            json.WriteStartObject();
            json.WriteNumber("code", (int)code);
            json.WriteString("message", message);
            json.WriteEndObject();
            json.Flush();
            return output.WrittenMemory;
        }

        Numbered(output, (ulong)code, message);
        return output.WrittenMemory;
    }

    // Both messages have an integer in field 1 and a text in field 2; as in all of proto3, what is zero is left out.
    private static void Numbered(IBufferWriter<byte> output, ulong number, string message)
    {
        if (number != 0)
        {
            WireWriter.Varint(output, 1 << 3);
            WireWriter.Varint(output, number);
        }

        WireWriter.Field(output, (2 << 3) | 2, Encoding.UTF8.GetBytes(message));
    }
}
