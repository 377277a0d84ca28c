using LogPlatform.Core.Batches;

namespace LogPlatform.Gateway.Mirror;

/// <summary>A unit with the answers of both releases. Disposing gives their memory back.</summary>
internal sealed class UnitPair(params IDisposable?[] owned) : IDisposable
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The batches.</summary>
    public required IReadOnlyList<JournalEntry> Entries { get; init; }

    /// <summary>The baseline's answer.</summary>
    public required WorkResult Baseline { get; init; }

    /// <summary>The candidate's answer; null when there was none.</summary>
    public required WorkResult? Candidate { get; init; }

    /// <summary>Why there was none; null when there was.</summary>
    public string? Failure { get; init; }

    /// <summary>What the baseline answered when it was asked a second time; null when it was not.</summary>
    public WorkResult? Repeat { get; init; }

    /// <summary>Whether it was recorded.</summary>
    public bool IsReplayed { get; init; }

    /// <summary>Whether the candidate was warm, so that its speed counts.</summary>
    public bool IsMeasured { get; init; } = true;

    /// <summary>Completes when it is disposed.</summary>
    public Task Done => _done.Task;

    /// <summary>Whether two answers have the same bytes. Encoding is deterministic, so equal records have equal bytes.</summary>
    public static bool AreEqual(WorkResult one, WorkResult other) =>
        HaveEqualBlocks(one, other) && one.Quarantine.Span.SequenceEqual(other.Quarantine.Span);

    /// <summary>Whether the kept records of two answers have the same bytes.</summary>
    public static bool HaveEqualBlocks(WorkResult one, WorkResult other)
    {
        if (one.Blocks.Count != other.Blocks.Count)
        {
            return false;
        }

        for (var i = 0; i < one.Blocks.Count; i++)
        {
            if (!one.Blocks[i].Span.SequenceEqual(other.Blocks[i].Span))
            {
                return false;
            }
        }

        return true;
    }

    public void Dispose()
    {
        foreach (var item in owned)
        {
            item?.Dispose();
        }

        Repeat?.Dispose();
        _done.TrySetResult();
    }
}
