using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using LogPlatform.Core.Records;
using LogPlatform.Protocols.Json;
using LogPlatform.Storage.Query;

namespace LogPlatform.Gateway.Query;

/// <summary>The JSON form of what queries return.</summary>
internal static class HitJson
{
    private static readonly JsonWriterOptions Options = new()
    {
        // Text stays readable: the answer is data with its own content type, never part of a page.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    public static Utf8JsonWriter Writer(IBufferWriter<byte> output) => new(output, Options);

    /// <summary>A record, and which generation of which release made it.</summary>
    public static void WriteHit(Utf8JsonWriter json, RecordBatch records, SearchHit hit)
    {
        json.WriteStartObject();
        RecordJson.WriteMembers(json, records, hit.Record);
        json.WriteNumber("generation"u8, hit.Block.Pointer.Generation.Value);
        json.WriteString("release"u8, hit.Block.Pointer.Release.Name);
        json.WriteEndObject();
    }

    /// <summary>What a query read, as a member.</summary>
    public static void WriteStats(Utf8JsonWriter json, in QueryStats stats)
    {
        json.WriteStartObject("stats"u8);
        json.WriteNumber("blocksConsidered"u8, stats.BlocksConsidered);
        json.WriteNumber("blocksSkipped"u8, stats.BlocksSkipped);
        json.WriteNumber("blocksScanned"u8, stats.BlocksScanned);
        json.WriteNumber("blocksLost"u8, stats.BlocksLost);
        json.WriteNumber("rowsScanned"u8, stats.RowsScanned);
        json.WriteNumber("rowsMatched"u8, stats.RowsMatched);
        json.WriteNumber("rawBytes"u8, stats.RawBytes);
        json.WriteEndObject();
    }
}
