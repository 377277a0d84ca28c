using System.Buffers;
using System.Text;
using System.Text.Json;
using LogPlatform.Core.Batches;

namespace LogPlatform.Protocols.Otlp;

internal static class OtlpResponses
{
    public static ReadOnlyMemory<byte> Success(BatchFormat format) => format == BatchFormat.OtlpJson ? "{}"u8.ToArray() : default(ReadOnlyMemory<byte>);

    public static ReadOnlyMemory<byte> Error(BatchFormat format, int code, string message)
    {
        var output = new ArrayBufferWriter<byte>();
        if (format == BatchFormat.OtlpJson)
        {
            using var json = new Utf8JsonWriter(output);
            json.WriteStartObject();
            json.WriteNumber("code"u8, code);
            json.WriteString("message"u8, message);
            json.WriteEndObject();
            json.Flush();
            return output.WrittenMemory;
        }

        var text = Encoding.UTF8.GetBytes(message);
        output.Write<byte>([0x08, (byte)code, 0x12, (byte)((text.Length & 0x7F) | 0x80), (byte)(text.Length >> 7)]);
        output.Write(text);
        return output.WrittenMemory;
    }
}
