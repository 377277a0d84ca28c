using LogPlatform.Core.Records;

namespace LogPlatform.Core.Validation.Diff;

/// <summary>The records of a batch in the order of ingested batch and position. They mostly stand so already.</summary>
internal sealed class RecordOrder
{
    private RecordBatch _batch = null!;
    private int[]? _sorted;

    /// <summary>Number of records.</summary>
    public int Count => _batch.Records.Count;

    /// <summary>The index of the record at a position of the order.</summary>
    public int this[int position] => _sorted is null ? position : _sorted[position];

    /// <summary>Ingested batch and position of the record at a position of the order.</summary>
    public (long Batch, int Ordinal) KeyAt(int position) => KeyOf(this[position]);

    public void Bind(RecordBatch batch)
    {
        (_batch, _sorted) = (batch, null);
        for (var i = 1; i < Count; i++)
        {
            if (KeyOf(i - 1).CompareTo(KeyOf(i)) > 0)
            {
                _sorted = [.. Enumerable.Range(0, Count).OrderBy(KeyOf)];
                return;
            }
        }
    }

    private (long Batch, int Ordinal) KeyOf(int record)
    {
        ref var log = ref _batch.Records[record];
        return (_batch.Sources[log.Source].Id.Value, log.Ordinal);
    }
}
