using LogPlatform.Core.Batches;
using LogPlatform.Core.Records;
using LogPlatform.Storage.Blocks;

namespace LogPlatform.Gateway.Validation;

/// <summary>Reads the records of an answer back. The memory is reused from answer to answer.</summary>
internal sealed class DecodedRecords
{
    private int[] _rows = [];

    public RecordBatch Batch { get; } = new();

    /// <summary>Decodes all of an answer; false when a block cannot be read completely.</summary>
    public bool TryRead(WorkResult result)
    {
        Batch.Clear();
        try
        {
            foreach (var block in result.Blocks)
            {
                if (!BlockReader.TryOpen(block, out var reader))
                {
                    return false;
                }

                reader!.Materialize(Rows(reader.Rows), Batch);
            }

            return true;
        }
        catch (CorruptBlockException)
        {
            return false;
        }
    }

    private ReadOnlySpan<int> Rows(int count)
    {
        if (_rows.Length < count)
        {
            _rows = [.. Enumerable.Range(0, count)];
        }

        return _rows.AsSpan(0, count);
    }
}
