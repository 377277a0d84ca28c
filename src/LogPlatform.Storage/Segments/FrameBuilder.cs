using System.Text;
using LogPlatform.Core.Batches;
using LogPlatform.Core.Ports;
using LogPlatform.Core.Records;
using LogPlatform.Core.Slots;
using LogPlatform.Storage.Blocks;
using LogPlatform.Storage.Checksums;
using static System.Buffers.Binary.BinaryPrimitives;

namespace LogPlatform.Storage.Segments;

/// <summary>Builds one frame after the other (see <see cref="FrameLayout"/>); bodies are written from where they are.</summary>
internal sealed class FrameBuilder
{
    private static readonly byte[] Zeros = new byte[8];

    private readonly GrowList<byte> _head = new();
    private readonly List<ReadOnlyMemory<byte>> _parts = [];
    private byte[] _bytes = [];
    private uint _bodyCrc;
    private long _bodyLength;

    /// <summary>The frame that was sealed last, in parts.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Parts => _parts;

    /// <summary>Bytes of that frame.</summary>
    public long Length { get; private set; }

    /// <summary>Bytes of the frame that is being built.</summary>
    public long LengthUnsealed => _head.Count + FrameLayout.Align(_bodyLength);

    /// <summary>The head of the frame that was sealed last.</summary>
    public ReadOnlySpan<byte> Head => _parts[0].Span;

    /// <summary>Lets go of the bodies, which are others' memory.</summary>
    public void Clear() => _parts.Clear();

    /// <summary>Begins a frame.</summary>
    public void Begin(FrameKind kind, SlotPointer? pointer, Generation generation)
    {
        _head.Clear();
        _parts.Clear();
        _parts.Add(default);
        (_bodyCrc, _bodyLength, Length) = (0, 0, 0);
        var head = _head.AddUninitialized(FrameLayout.FixedLength);
        head.Clear();
        WriteUInt32LittleEndian(head, FrameLayout.Magic);
        head[48] = (byte)kind;
        head[49] = (byte)(pointer?.Color ?? Color.None);
        WriteInt64LittleEndian(head[56..], generation.Value);
        if (pointer is not null)
        {
            var name = pointer.Release.Name;
            WriteUInt16LittleEndian(head[50..], (ushort)name.Length);
            var text = _head.AddUninitialized((int)FrameLayout.Align(name.Length));
            text.Clear();
            Encoding.ASCII.GetBytes(name, text);
        }
    }

    /// <summary>Begins the frame of a unit of work, whole but for its ids.</summary>
    public void BeginUnit(FrameKind kind, Commit unit, ReadOnlySpan<BlockSummary> blocks, int quarantined)
    {
        Begin(kind, unit.Pointer, unit.Pointer.Generation);
        AddTallies(unit.Result.Tallies);
        AddBlocks(unit.Result.Blocks, blocks);
        AddQuarantine(unit.Result.Quarantine, quarantined);
    }

    /// <summary>Adds what became of the batches. Before <see cref="AddBlocks"/>.</summary>
    public void AddTallies(IReadOnlyList<BatchTally> tallies)
    {
        WriteInt32LittleEndian(_head.AsSpan()[52..], tallies.Count);
        for (var i = 0; i < tallies.Count; i++)
        {
            var bytes = _head.AddUninitialized(FrameLayout.TallyLength);
            WriteInt64LittleEndian(bytes, tallies[i].Id.Value);
            WriteInt32LittleEndian(bytes[8..], tallies[i].Committed);
            WriteInt32LittleEndian(bytes[12..], tallies[i].Quarantined);
            WriteInt32LittleEndian(bytes[16..], tallies[i].Dropped);
            WriteInt32LittleEndian(bytes[20..], 0);
        }
    }

    /// <summary>Adds blocks with their summaries. Before the quarantine list.</summary>
    public void AddBlocks(IReadOnlyList<ReadOnlyMemory<byte>> blocks, ReadOnlySpan<BlockSummary> summaries)
    {
        WriteInt32LittleEndian(_head.AsSpan()[64..], blocks.Count);
        for (var i = 0; i < blocks.Count; i++)
        {
            var bytes = _head.AddUninitialized(FrameLayout.BlockLength);
            WriteInt32LittleEndian(bytes, summaries[i].Bytes);
            WriteInt32LittleEndian(bytes[4..], summaries[i].Rows);
            WriteInt64LittleEndian(bytes[8..], summaries[i].MinUnixNano);
            WriteInt64LittleEndian(bytes[16..], summaries[i].MaxUnixNano);
            AddBody(blocks[i]);
        }
    }

    /// <summary>Adds a quarantine list of <paramref name="count"/> records whose ids are consecutive.</summary>
    public void AddQuarantine(ReadOnlyMemory<byte> list, int count)
    {
        WriteInt32LittleEndian(_head.AsSpan()[68..], count);
        WriteInt64LittleEndian(_head.AsSpan()[88..], list.Length);
        AddBody(list);
    }

    /// <summary>Adds the ids of quarantined records, with their list when they are carried over.</summary>
    public void AddQuarantineIds(ReadOnlySpan<long> ids, ReadOnlyMemory<byte> list)
    {
        AddQuarantine(list, ids.Length);
        foreach (var id in ids)
        {
            WriteInt64LittleEndian(_head.AddUninitialized(FrameLayout.IdLength), id);
        }
    }

    /// <summary>Adds numbers of a rewind. Last.</summary>
    public void AddNumbers(params ReadOnlySpan<long> numbers)
    {
        foreach (var number in numbers)
        {
            WriteInt64LittleEndian(_head.AddUninitialized(FrameLayout.NumberLength), number);
        }
    }

    /// <summary>Sets the ids that are given out with the commit.</summary>
    public void SetFirstIds(long firstBlockId, long firstQuarantineId)
    {
        WriteInt64LittleEndian(_head.AsSpan()[72..], firstBlockId);
        WriteInt64LittleEndian(_head.AsSpan()[80..], firstQuarantineId);
    }

    /// <summary>Completes the frame for its place. May be repeated for another place.</summary>
    public void Seal(long segment, long sequence, long writtenUnixNano)
    {
        var head = _head.AsSpan();
        WriteUInt32LittleEndian(head[8..], _bodyCrc);
        WriteInt32LittleEndian(head[12..], head.Length);
        WriteInt64LittleEndian(head[16..], segment);
        WriteInt64LittleEndian(head[24..], sequence);
        WriteInt64LittleEndian(head[32..], _bodyLength);
        WriteInt64LittleEndian(head[40..], writtenUnixNano);
        WriteUInt32LittleEndian(head[4..], Crc32C.Compute(head[8..]));
        if (_bytes.Length < head.Length)
        {
            _bytes = new byte[Math.Max(1024, 2 * head.Length)];
        }

        head.CopyTo(_bytes);
        _parts[0] = _bytes.AsMemory(0, head.Length);
        var padding = (int)(FrameLayout.Align(_bodyLength) - _bodyLength);
        if (padding > 0 && Length == 0)
        {
            _parts.Add(Zeros.AsMemory(0, padding));
        }

        Length = head.Length + _bodyLength + padding;
    }

    private void AddBody(ReadOnlyMemory<byte> part)
    {
        if (part.Length > 0)
        {
            _parts.Add(part);
            _bodyCrc = Crc32C.Compute(part.Span, _bodyCrc);
            _bodyLength += part.Length;
        }
    }
}
