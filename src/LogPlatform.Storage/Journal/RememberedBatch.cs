using LogPlatform.Core.Batches;

namespace LogPlatform.Storage.Journal;

/// <summary>A batch that the retry window remembers. Its outcome is settled when it is durable, or was refused.</summary>
internal sealed class RememberedBatch(string? key, BatchContent content)
{
    private readonly TaskCompletionSource<bool> _settled = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The client's key; null when the content is the key.</summary>
    public string? Key { get; } = key;

    /// <summary>What tells its bytes from others.</summary>
    public BatchContent Content { get; } = content;

    /// <summary>When it leaves the window, by the journal's clock; set when it is durable.</summary>
    public long WrittenUnixNano { get; private set; }

    /// <summary>Its number, when it is durable.</summary>
    public BatchId Id { get; private set; }

    /// <summary>Where it is, when it is durable.</summary>
    public JournalSlice Slice { get; private set; }

    /// <summary>Completes with true when it is durable, with false when it was refused.</summary>
    public Task<bool> Settled => _settled.Task;

    /// <summary>Says that it is durable.</summary>
    public void SettleKept(BatchId id, JournalSlice slice, long writtenUnixNano)
    {
        (Id, Slice, WrittenUnixNano) = (id, slice, writtenUnixNano);
        _settled.SetResult(true);
    }

    /// <summary>Says that it was refused.</summary>
    public void SettleRefused() => _settled.SetResult(false);
}
