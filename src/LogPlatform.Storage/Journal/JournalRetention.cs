namespace LogPlatform.Storage.Journal;

/// <summary>Which segments retention may take. Pure: the writer performs it.</summary>
internal static class JournalRetention
{
    /// <summary>
    /// How many of the oldest segments go: all their batches are durable in the store and out of the retry window, and they are past their age or over the size.
    /// The newest segment stays in any case: it says where the journal continues.
    /// </summary>
    public static int Expired(ReadOnlySpan<JournalSegment> segments, long released, JournalOptions options, long nowUnixNano)
    {
        var releasable = 0;
        var bytes = 0L;
        foreach (var segment in segments)
        {
            if (IsReleased(segment, released))
            {
                bytes += segment.FileLength;
            }
        }

        foreach (var segment in segments[..^Math.Min(1, segments.Length)])
        {
            var age = nowUnixNano - segment.LastWrittenUnixNano;
            var isKept = !IsReleased(segment, released)
                || age < (long)options.RetryWindow.TotalNanoseconds
                || (age < (long)options.MaxAge.TotalNanoseconds && bytes <= options.MaxReleasedBytes);
            if (isKept)
            {
                break;
            }

            bytes -= segment.FileLength;
            releasable++;
        }

        return releasable;
    }

    /// <summary>Whether the newest segment is to be finished so that retention can take it: idle journals keep no raw batches for longer than promised.</summary>
    public static bool IsNewestDue(JournalSegment newest, long released, JournalOptions options, long nowUnixNano)
    {
        var age = nowUnixNano - newest.LastWrittenUnixNano;
        return !newest.IsEmpty
            && IsReleased(newest, released)
            && age >= (long)options.MaxAge.TotalNanoseconds
            && age >= (long)options.RetryWindow.TotalNanoseconds;
    }

    /// <summary>Whether all batches of a segment are durable in the store.</summary>
    public static bool IsReleased(JournalSegment segment, long released) => segment.EndId.Value <= released + 1;
}
