using System.Buffers;
using LogPlatform.Core.Batches;
using LogPlatform.Core.Records;
using LogPlatform.Protocols.Decoding;
using LogPlatform.Protocols.Quarantine;
using LogPlatform.Storage.Blocks;
using LogPlatform.Storage.Segments;

namespace LogPlatform.Processing;

/// <summary>
/// What a worker is for: batches in, blocks out. A pure function of the batches and the release (invariant 1); all memory is reused from unit to unit.
/// Not thread-safe. One that has thrown is not used again.
/// </summary>
public sealed class UnitProcessor
{
    private readonly RecordBatch _batch = new();
    private readonly BatchDecoder _decoder = new();
    private readonly BlockEncoder _encoder = new();
    private readonly ArrayBufferWriter<byte> _blocks = new(1 << 20);
    private readonly ArrayBufferWriter<byte> _payload = new();
    private readonly QuarantineWriter _quarantine = new();
    private BatchTally[] _tallies = [];
    private int _count;

    /// <summary>The encoded blocks of the last unit.</summary>
    public ReadOnlyMemory<byte> Blocks => _blocks.WrittenMemory;

    /// <summary>The length of each block of the last unit.</summary>
    public IReadOnlyList<int> BlockLengths { get; private set; } = [];

    /// <summary>The encoded quarantine list of the last unit.</summary>
    public ReadOnlyMemory<byte> Quarantine => _quarantine.Encoded;

    /// <summary>One tally for each batch of the last unit.</summary>
    public ReadOnlySpan<BatchTally> Tallies => _tallies.AsSpan(0, _count);

    /// <summary>Processes a unit; false when the bytes of the batch <paramref name="unreadable"/> cannot be had.</summary>
    /// <param name="batches">The unit.</param>
    /// <param name="apply">What is done to its decoded records, all at once: the rules of the release.</param>
    /// <param name="unreadable">The first batch that cannot be read.</param>
    public bool TryProcess(IUnitBatches batches, Action<RecordBatch> apply, out BatchId unreadable)
    {
        _batch.Clear();
        _quarantine.Clear();
        _blocks.ResetWrittenCount();
        for (var i = 0; i < batches.Count; i++)
        {
            var id = batches.IdAt(i);
            if (!batches.TryRead(i, _batch.Buffer, out var payload, out var header))
            {
                unreadable = id;
                return false;
            }

            _decoder.Decode(_batch, payload, id, header!);
        }

        apply(_batch);
        Settle(batches);
        BlockLengths = _encoder.Encode(_batch, _blocks);
        unreadable = default;
        return true;
    }

    private void Settle(IUnitBatches batches)
    {
        _count = batches.Count;
        if (_tallies.Length < _count)
        {
            _tallies = new BatchTally[_count];
        }

        for (var i = 0; i < _count; i++)
        {
            _tallies[i] = new BatchTally(batches.IdAt(i), 0, 0, 0);
        }

        for (var i = 0; i < _batch.Records.Count; i++)
        {
            ref readonly var record = ref _batch.Records[i];
            ref var tally = ref _tallies[record.Source];
            switch (record.Fate)
            {
                case RecordFate.Keep:
                    tally = tally with { Committed = tally.Committed + 1 };
                    break;
                case RecordFate.Drop:
                    tally = tally with { Dropped = tally.Dropped + 1 };
                    break;
                default:
                    tally = tally with { Quarantined = tally.Quarantined + 1 };
                    PutAside(i);
                    break;
            }
        }
    }

    private void PutAside(int index)
    {
        var record = _batch.Records[index];
        var source = _batch.Sources[record.Source];
        _payload.ResetWrittenCount();
        QuarantinePayload.Write(_batch, index, _payload);
        _quarantine.Add(source.Id, record.Ordinal, source.ReceivedUnixNano, source.Format, _batch.Text(record.Reason), _payload.WrittenSpan);
    }
}
