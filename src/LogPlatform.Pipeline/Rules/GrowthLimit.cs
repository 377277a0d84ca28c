using LogPlatform.Core.Records;

namespace LogPlatform.Pipeline.Rules;

/// <summary>Bounds what rules may add to a record, so that no rules file turns a small batch into one that does not fit into memory.</summary>
internal sealed class GrowthLimit
{
    public const string Reason = "the rules made the record too large";

    // Rules that parse or replace text stay far below; only copies of copies get here.
    private const long Base = 64 << 10;
    private const long PerRawByte = 16;
    private const long WholeBatch = 1L << 30;

    private long[] _added = [];
    private long _size;

    public void Begin(RecordBatch batch)
    {
        _size = Size(batch);
        if (_added.Length < batch.Records.Count)
        {
            _added = new long[Math.Max(batch.Records.Count, 1024)];
        }

        Array.Clear(_added, 0, batch.Records.Count);
    }

    /// <summary>Charges what the batch has grown by since the last call to a record.</summary>
    public bool IsExceeded(RecordBatch batch, int record)
    {
        var size = Size(batch);
        if (size == _size)
        {
            return false;
        }

        _added[record] += size - _size;
        _size = size;
        return _added[record] > Base + (PerRawByte * batch.Records[record].Raw.Length) || size > WholeBatch;
    }

    private static long Size(RecordBatch batch) => batch.Buffer.Count + (8L * batch.Attributes.Count) + (16L * batch.Elements.Count);
}
