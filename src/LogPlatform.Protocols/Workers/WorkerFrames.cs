using System.Buffers;
using System.Buffers.Binary;
using LogPlatform.Core.Batches;
using LogPlatform.Core.Slots;

namespace LogPlatform.Protocols.Workers;

/// <summary>
/// The frames between a gateway and a worker process. A frame is the length of its body (4 bytes, little-endian), its type (1 byte) and the body.
/// Work names batches by their position in the journal; only the answer carries bytes.
/// </summary>
public static class WorkerFrames
{
    /// <summary>Bytes in front of a body.</summary>
    public const int HeadBytes = 5;

    /// <summary>The largest body either end accepts: an answer to the largest batch, with room.</summary>
    public const int MaxBodyBytes = 512 << 20;

    private const int EntryBytes = 44;
    private const int TallyBytes = 20;

    /// <summary>Reads the head of a frame; false when it makes no sense.</summary>
    public static bool TryReadHead(ReadOnlySpan<byte> head, out WorkerFrameType type, out int bodyBytes)
    {
        bodyBytes = BinaryPrimitives.ReadInt32LittleEndian(head);
        type = (WorkerFrameType)head[4];
        return bodyBytes is >= 0 and <= MaxBodyBytes && type is > WorkerFrameType.None and <= WorkerFrameType.Unreadable;
    }

    /// <summary>Appends a whole Hello frame.</summary>
    public static void WriteHello(WorkerHello hello, ArrayBufferWriter<byte> output)
    {
        var head = Begin(output, WorkerFrameType.Hello);
        var writer = new FrameWriter(output);
        writer.Short(WorkerHello.ProtocolVersion);
        writer.Int(hello.ProcessId);
        writer.Text(hello.Node);
        writer.Text(hello.Release);
        writer.Text(hello.Fingerprint);
        End(output, head);
    }

    /// <summary>Reads the body of a Hello frame; null when it is not one of this version.</summary>
    public static WorkerHello? ReadHello(ReadOnlySpan<byte> body)
    {
        var reader = new FrameReader(body);
        if (reader.Short() != WorkerHello.ProtocolVersion)
        {
            return null;
        }

        var processId = reader.Int();
        var hello = new WorkerHello(reader.Text(), processId, reader.Text(), reader.Text());
        return reader.Failed ? null : hello;
    }

    /// <summary>Appends a whole Work frame.</summary>
    public static void WriteWork(WorkUnit unit, ArrayBufferWriter<byte> output)
    {
        var head = Begin(output, WorkerFrameType.Work);
        var writer = new FrameWriter(output);
        writer.Long(unit.Number);
        writer.Long(unit.Generation.Value);
        writer.Int(unit.Entries.Count);
        foreach (var entry in unit.Entries)
        {
            writer.Long(entry.Id.Value);
            writer.Int(entry.RecordCount);
            writer.Int(entry.PayloadBytes);
            writer.Long(entry.ReceivedUnixNano);
            writer.Long(entry.Slice.Segment);
            writer.Long(entry.Slice.Offset);
            writer.Int(entry.Slice.Length);
        }

        End(output, head);
    }

    /// <summary>Reads the body of a Work frame; null when it is malformed.</summary>
    public static WorkUnit? ReadWork(ReadOnlySpan<byte> body)
    {
        var reader = new FrameReader(body);
        var number = reader.Long();
        var generation = new Generation(reader.Long());
        var entries = new JournalEntry[reader.Count(EntryBytes)];
        for (var i = 0; i < entries.Length; i++)
        {
            entries[i] = new JournalEntry(
                new BatchId(reader.Long()),
                reader.Int(),
                reader.Int(),
                reader.Long(),
                new JournalSlice(reader.Long(), reader.Long(), reader.Int()));
        }

        return reader.Failed || reader.Remaining != 0 || entries.Length == 0 ? null : new WorkUnit(number, generation, entries);
    }

    /// <summary>
    /// Appends the head and the fields of a Result frame. The caller sends <paramref name="blocksBytes"/> bytes of blocks (<paramref name="blockLengths"/> of
    /// them each) and the quarantine list directly behind, without copying them here.
    /// </summary>
    public static void WriteResult(
        long number,
        long cpuNanoseconds,
        ReadOnlySpan<BatchTally> tallies,
        IReadOnlyList<int> blockLengths,
        int blocksBytes,
        int quarantineBytes,
        ArrayBufferWriter<byte> output)
    {
        var head = Begin(output, WorkerFrameType.Result);
        var writer = new FrameWriter(output);
        writer.Long(number);
        writer.Long(cpuNanoseconds);
        writer.Int(tallies.Length);
        foreach (var tally in tallies)
        {
            writer.Long(tally.Id.Value);
            writer.Int(tally.Committed);
            writer.Int(tally.Quarantined);
            writer.Int(tally.Dropped);
        }

        writer.Int(blockLengths.Count);
        foreach (var length in blockLengths)
        {
            writer.Int(length);
        }

        writer.Int(quarantineBytes);
        End(output, head, blocksBytes + quarantineBytes);
    }

    /// <summary>Reads the body of a Result frame; null when it is malformed. The blocks stay in <paramref name="body"/>, which <paramref name="memory"/> gives back.</summary>
    public static WorkResult? ReadResult(ReadOnlyMemory<byte> body, IDisposable? memory)
    {
        var reader = new FrameReader(body.Span);
        var number = reader.Long();
        var cpu = reader.Long();
        var tallies = new BatchTally[reader.Count(TallyBytes)];
        for (var i = 0; i < tallies.Length; i++)
        {
            tallies[i] = new BatchTally(new BatchId(reader.Long()), reader.Int(), reader.Int(), reader.Int());
        }

        var lengths = new int[reader.Count(sizeof(int))];
        var total = 0L;
        for (var i = 0; i < lengths.Length; i++)
        {
            lengths[i] = reader.Int();
            total += (uint)lengths[i];
        }

        var quarantine = reader.Int();
        if (reader.Failed || quarantine < 0 || total + quarantine != reader.Remaining)
        {
            return null;
        }

        var offset = body.Length - reader.Remaining;
        var blocks = new ReadOnlyMemory<byte>[lengths.Length];
        for (var i = 0; i < lengths.Length; i++)
        {
            blocks[i] = body.Slice(offset, lengths[i]);
            offset += lengths[i];
        }

        return new WorkResult
        {
            Number = number,
            CpuNanoseconds = cpu,
            Tallies = tallies,
            Blocks = blocks,
            Quarantine = body[offset..],
            Memory = memory,
        };
    }

    /// <summary>Appends a whole Unreadable frame.</summary>
    public static void WriteUnreadable(long number, BatchId id, ArrayBufferWriter<byte> output)
    {
        var head = Begin(output, WorkerFrameType.Unreadable);
        var writer = new FrameWriter(output);
        writer.Long(number);
        writer.Long(id.Value);
        End(output, head);
    }

    /// <summary>Reads the body of an Unreadable frame; null when it is malformed.</summary>
    public static (long Number, BatchId Id)? ReadUnreadable(ReadOnlySpan<byte> body)
    {
        var reader = new FrameReader(body);
        var read = (reader.Long(), new BatchId(reader.Long()));
        return reader.Failed ? null : read;
    }

    private static int Begin(ArrayBufferWriter<byte> output, WorkerFrameType type)
    {
        var head = output.WrittenCount;
        var writer = new FrameWriter(output);
        writer.Int(0);
        writer.Byte((byte)type);
        return head;
    }

    // The length is known only now, so it is written over the placeholder.
    private static void End(ArrayBufferWriter<byte> output, int head, int following = 0)
    {
        var length = output.WrittenCount - head - HeadBytes + following;
        var place = System.Runtime.InteropServices.MemoryMarshal.AsMemory(output.WrittenMemory).Span[head..];
        BinaryPrimitives.WriteInt32LittleEndian(place, length);
    }
}
