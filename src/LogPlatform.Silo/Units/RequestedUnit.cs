using LogPlatform.Contracts.Processing;
using LogPlatform.Core.Batches;
using LogPlatform.Core.Records;
using LogPlatform.Processing;

namespace LogPlatform.Silo.Units;

/// <summary>A unit whose bytes came with the request: they are copied once, to where they are decoded.</summary>
internal sealed class RequestedUnit(UnitRequest request) : IUnitBatches
{
    public int Count => request.Batches.Length;

    public BatchId IdAt(int index) => new(request.Batches[index].Id);

    public bool TryRead(int index, GrowList<byte> buffer, out TextRef payload, out BatchHeader? header)
    {
        var batch = request.Batches[index];
        payload = new TextRef(buffer.AddRange(batch.Payload), batch.Payload.Length);
        header = new BatchHeader
        {
            Format = (BatchFormat)batch.Format,
            ReceivedUnixNano = batch.ReceivedUnixNano,
            RecordCount = batch.RecordCount,
            Peer = batch.Peer,
            Service = batch.Service,
        };
        return true;
    }
}
