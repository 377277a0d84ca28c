using System.Buffers;
using System.Text;
using LogPlatform.Core.Batches;
using LogPlatform.Core.Records;
using LogPlatform.Protocols.Decoding;
using LogPlatform.Protocols.Envelopes;
using LogPlatform.Protocols.Json;

namespace LogPlatform.Protocols.Tests;

/// <summary>Short ways to inspect, decode and print payloads.</summary>
internal static class Payload
{
    // 2026-03-01T12:00:00Z.
    public const long Received = 1_772_366_400_000_000_000;

    public static readonly IngestLimits Limits = new();

    public static EnvelopeVerdict Inspect(BatchFormat format, ReadOnlySpan<byte> payload, IngestLimits? limits = null) =>
        EnvelopeInspector.Inspect(format, payload, limits ?? Limits);

    public static EnvelopeVerdict Inspect(BatchFormat format, string payload, IngestLimits? limits = null) =>
        Inspect(format, Encoding.UTF8.GetBytes(payload), limits);

    /// <summary>Inspects and decodes what must be valid.</summary>
    public static RecordBatch Decode(BatchFormat format, ReadOnlySpan<byte> payload, string? peer = null, string? service = null)
    {
        var verdict = Inspect(format, payload);
        verdict.Error.ShouldBeNull();
        return Decode(format, payload, verdict.RecordCount, peer, service);
    }

    public static RecordBatch Decode(BatchFormat format, string payload, string? peer = null, string? service = null) =>
        Decode(format, Encoding.UTF8.GetBytes(payload), peer, service);

    /// <summary>Decodes whatever it is, as a worker would for a header with this count.</summary>
    public static RecordBatch Decode(BatchFormat format, ReadOnlySpan<byte> payload, int count, string? peer = null, string? service = null)
    {
        var batch = new RecordBatch();
        var header = new BatchHeader { Format = format, ReceivedUnixNano = Received, RecordCount = count, Peer = peer, Service = service };
        new BatchDecoder().Decode(batch, batch.Append(payload), new BatchId(7), header);
        return batch;
    }

    /// <summary>The JSON line of a record.</summary>
    public static string Line(RecordBatch batch, int record = 0)
    {
        var output = new ArrayBufferWriter<byte>();
        RecordJson.WriteLine(output, batch, record);
        return Encoding.UTF8.GetString(output.WrittenSpan).TrimEnd('\n');
    }

    /// <summary>The JSON line of the one record of a payload, without the members that every record has: observed, batch and ordinal.</summary>
    public static string OneLine(BatchFormat format, string payload, string? peer = null, string? service = null)
    {
        var batch = Decode(format, payload, peer, service);
        batch.Records.Count.ShouldBe(1);
        return Line(batch)
            .Replace(",\"observed\":\"2026-03-01T12:00:00.000000000Z\"", "", StringComparison.Ordinal)
            .Replace("\"time\":\"2026-03-01T12:00:00.000000000Z\",\"timeFrom\":\"observed\",", "", StringComparison.Ordinal)
            .Replace("\"time\":\"2026-03-01T12:00:00.000000000Z\",\"timeFrom\":\"observed\"", "", StringComparison.Ordinal)
            .Replace(",\"batch\":7,\"ordinal\":0", "", StringComparison.Ordinal)
            .Replace("{\"batch\":7,\"ordinal\":0}", "{}", StringComparison.Ordinal);
    }
}
