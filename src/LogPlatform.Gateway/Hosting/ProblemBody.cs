using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace LogPlatform.Gateway.Hosting;

/// <summary>An RFC 9457 problem, encoded without the framework's writers so that the ingest path can use it too.</summary>
internal static class ProblemBody
{
    /// <summary>The JSON bytes.</summary>
    public static ReadOnlyMemory<byte> Encode(int status, string detail)
    {
        var output = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            json.WriteString("type"u8, "about:blank"u8);
            json.WriteString("title"u8, ReasonPhrases.GetReasonPhrase(status));
            json.WriteNumber("status"u8, status);
            json.WriteString("detail"u8, detail);
            json.WriteEndObject();
        }

        return output.WrittenMemory;
    }
}
