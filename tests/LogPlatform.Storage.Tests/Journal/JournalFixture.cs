using LogPlatform.Core.Batches;
using LogPlatform.Core.Ports;
using LogPlatform.Core.Records;
using LogPlatform.Storage.Files;
using LogPlatform.Storage.Journal;

namespace LogPlatform.Storage.Tests.Journal;

/// <summary>What journal tests share.</summary>
internal static class JournalFixture
{
    public static JournalOptions Options(string directory = "memory") => new()
    {
        Directory = directory,
        SegmentBytes = 64 << 10,
        MinFreeBytes = 0,
        MaxAge = TimeSpan.FromHours(1),
    };

    public static BatchHeader Header(ManualTime time, int records = 1, string? key = null, bool matchContent = false) => new()
    {
        Format = BatchFormat.Ndjson,
        ReceivedUnixNano = time.NowUnixNano,
        RecordCount = records,
        Peer = "10.0.0.1",
        Service = "checkout",
        IdempotencyKey = key,
        MatchContent = matchContent,
    };

    /// <summary>Bytes that differ with <paramref name="seed"/>.</summary>
    public static byte[] Payload(int seed, int length)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    public static ValueTask<FileJournal> OpenAsync(IStorageDirectory directory, TimeProvider time, JournalOptions? options = null) =>
        FileJournal.OpenAsync(options ?? Options(), directory, time, TestContext.Current.CancellationToken);

    public static ValueTask<AppendResult> AppendAsync(this FileJournal journal, ManualTime time, byte[] payload, int records = 1, string? key = null, bool matchContent = false) =>
        journal.AppendAsync(Header(time, records, key, matchContent), payload, TestContext.Current.CancellationToken);

    public static async Task<BatchId> AppendedAsync(this FileJournal journal, ManualTime time, byte[] payload, int records = 1)
    {
        var result = await journal.AppendAsync(time, payload, records);
        result.Status.ShouldBe(AppendStatus.Appended);
        return result.Id;
    }

    /// <summary>All batches that a journal lists, read the way a worker does.</summary>
    public static List<(JournalEntry Entry, byte[] Payload)> ReadAll(this FileJournal journal, IStorageDirectory directory)
    {
        using var reader = new JournalReader(directory);
        var buffer = new GrowList<byte>();
        var result = new List<(JournalEntry, byte[])>();
        var after = default(BatchId);
        while (journal.Read(after, 100) is { Count: > 0 } page)
        {
            foreach (var entry in page)
            {
                buffer.Clear();
                reader.TryRead(entry.Id, entry.Slice, buffer, out var payload, out var header).ShouldBeTrue($"Batch {entry.Id} is listed and not readable.");
                header!.RecordCount.ShouldBe(entry.RecordCount);
                result.Add((entry, buffer.AsSpan(payload.Offset, payload.Length).ToArray()));
            }

            after = page[^1].Id;
        }

        return result;
    }
}
