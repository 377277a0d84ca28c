using LogPlatform.Storage.Files;

namespace LogPlatform.Storage.Journal;

/// <summary>Fills the retry window from the journal, so that a retry after a crash is recognised.</summary>
internal static class RetryWindowRecovery
{
    /// <summary>Remembers the batches of <paramref name="segments"/> that are still in the window.</summary>
    public static void Run(IStorageDirectory directory, IReadOnlyList<JournalSegment> segments, RetryWindow window, long nowUnixNano)
    {
        var since = nowUnixNano - window.Nanoseconds;
        foreach (var segment in segments)
        {
            if (window.Nanoseconds == 0 || segment.LastWrittenUnixNano <= since)
            {
                continue;
            }

            using var file = directory.Open(segment.FileName, FileAccess.Read)!;
            var scanner = new EntryScanner(file, segment.Header);
            while (scanner.Offset < segment.DataEnd && scanner.TryNext(out var header))
            {
                const EntryFlags Remembered = EntryFlags.MatchContent | EntryFlags.IdempotencyKey;
                if (header.WrittenUnixNano <= since || (header.Flags & Remembered) == 0)
                {
                    continue;
                }

                var key = header.Flags.HasFlag(EntryFlags.IdempotencyKey) ? scanner.BatchHeader(header).IdempotencyKey : null;
                var batch = new RememberedBatch(key, new BatchContent(header.Format, header.PayloadLength, header.PayloadCrc));
                batch.SettleKept(header.Id, EntryPosition.Of(header, scanner.EntryOffset).ToEntry(segment.Header.Number, header.Id).Slice, header.WrittenUnixNano);
                window.Restore(batch, nowUnixNano);
            }
        }
    }
}
