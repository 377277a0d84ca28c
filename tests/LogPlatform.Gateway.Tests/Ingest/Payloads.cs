using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;

namespace LogPlatform.Gateway.Tests.Ingest;

/// <summary>Small bodies of every form.</summary>
internal static class Payloads
{
    /// <summary>An OTLP request of one resource and scope with empty records: as many as asked for.</summary>
    public static byte[] OtlpProtobuf(int records = 1)
    {
        byte[] scope = [.. Enumerable.Repeat<byte[]>([0x12, 0x02, 0x10, 0x09], records).SelectMany(record => record)];
        return Field(1, Field(2, scope));
    }

    public static byte[] OtlpJson(int records = 1)
    {
        var record = """{"severityNumber":9,"body":{"stringValue":"hello"}}""";
        var json = $$"""{"resourceLogs":[{"scopeLogs":[{"logRecords":[{{string.Join(',', Enumerable.Repeat(record, records))}}]}]}]}""";
        return Encoding.UTF8.GetBytes(json);
    }

    public static byte[] Lines(params string[] lines) => Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n");

    public static byte[] Gzip(byte[] bytes)
    {
        using var output = new MemoryStream();
        using (var gzip = new GZipStream(output, CompressionLevel.Optimal))
        {
            gzip.Write(bytes);
        }

        return output.ToArray();
    }

    public static ByteArrayContent Content(byte[] bytes, string? type, string? encoding = null)
    {
        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = type is null ? null : MediaTypeHeaderValue.Parse(type);
        if (encoding is not null)
        {
            content.Headers.ContentEncoding.Add(encoding);
        }

        return content;
    }

    private static byte[] Field(int number, byte[] content)
    {
        List<byte> field = [(byte)((number << 3) | 2)];
        var length = content.Length;
        for (; length >= 0x80; length >>= 7)
        {
            field.Add((byte)(length | 0x80));
        }

        field.Add((byte)length);
        field.AddRange(content);
        return [.. field];
    }
}
