using LogPlatform.Core.Batches;
using LogPlatform.Core.Ports;
using LogPlatform.Core.Slots;

namespace LogPlatform.Gateway.Tests.Hosting;

/// <summary>A quarantine in memory.</summary>
internal sealed class MemoryQuarantine : IQuarantine
{
    private readonly SortedDictionary<long, QuarantinedRecord> _records = [];

    public long Count => _records.Count;

    /// <summary>What a look ends with; null when it succeeds.</summary>
    public Exception? Failure { get; set; }

    public void Add(long id, byte[] payload, long batch = 0)
    {
        ReleaseId.TryParse("r1", out var release).ShouldBeTrue();
        var pointer = new SlotPointer(Color.Blue, new Generation(1), release);
        _records.Add(id, new QuarantinedRecord(id, pointer, new BatchId(batch), 2, 1_000_000_000, BatchFormat.Ndjson, 1, "no such thing", payload));
    }

    public IReadOnlyList<QuarantinedRecord> List(long afterId, int most) =>
        Failure is { } failure ? throw failure : [.. _records.Values.Where(record => record.Id > afterId).Take(most)];

    public ValueTask<bool> ReleaseAsync(long id, CancellationToken cancellationToken) => ValueTask.FromResult(_records.Remove(id));
}
