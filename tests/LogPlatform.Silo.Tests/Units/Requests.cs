using System.Buffers;
using System.Text;
using LogPlatform.Contracts.Processing;
using LogPlatform.Contracts.Slots;
using LogPlatform.Core.Batches;
using LogPlatform.Core.Records;
using LogPlatform.Protocols.Json;
using LogPlatform.Storage.Blocks;

namespace LogPlatform.Silo.Tests.Units;

/// <summary>Units to send, and what is in their answers.</summary>
internal static class Requests
{
    // 2026-03-01T12:00:00Z.
    public const long Received = 1_772_366_400_000_000_000;

    /// <summary>A unit of one batch with one record.</summary>
    public static UnitRequest OneRecord(SlotConfiguration configuration, long number = 1) => new()
    {
        Number = number,
        Configuration = configuration.Configuration,
        Batches = [Batch(number, BatchFormat.Ndjson, 1, Encoding.UTF8.GetBytes($$"""{"message":"order {{number}} placed"}"""))],
    };

    public static BatchBytes Batch(long id, BatchFormat format, int records, byte[] payload) => new()
    {
        Id = id,
        Format = (byte)format,
        ReceivedUnixNano = Received,
        RecordCount = records,
        Peer = "10.0.0.1",
        Service = "checkout",
        Payload = payload,
    };

    /// <summary>The first stored record of an answer, as JSON.</summary>
    public static string FirstRecord(this UnitAnswer answer)
    {
        answer.Status.ShouldBe(UnitStatus.Processed, answer.Detail);
        BlockReader.TryOpen(answer.Blocks.AsMemory(0, answer.BlockLengths[0]), out var block).ShouldBeTrue();
        var records = new RecordBatch();
        block!.Materialize([0], records);
        var line = new ArrayBufferWriter<byte>();
        RecordJson.WriteLine(line, records, 0);
        return Encoding.UTF8.GetString(line.WrittenSpan);
    }
}
