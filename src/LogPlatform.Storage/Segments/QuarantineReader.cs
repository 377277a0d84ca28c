using System.Text;
using LogPlatform.Core.Ports;

namespace LogPlatform.Storage.Segments;

/// <summary>Reads quarantined records from the segments.</summary>
internal sealed class QuarantineReader(StoreState state, Lock gate)
{
    /// <summary>At most <paramref name="most"/> records after an id that were not released, in order.</summary>
    /// <exception cref="IOException">The disk failed.</exception>
    public List<QuarantinedRecord> List(long afterId, int most)
    {
        while (true)
        {
            try
            {
                return ListOnce(afterId, most);
            }
            catch (ObjectDisposedException) when (!state.IsClosed)
            {
                // Retention carried a list over between the look-up and the read: look again.
            }
        }
    }

    /// <summary>The encoded list at <paramref name="place"/>.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static ReadOnlyMemory<byte> ReadList(FramePlace place, long length)
    {
        var bytes = new byte[length];
        var (segment, offset) = place;
        return segment.File.Read(offset, bytes) == bytes.Length ? bytes : throw new IOException($"A quarantine list in {segment.FileName} is cut off.");
    }

    private List<QuarantinedRecord> ListOnce(long afterId, int most)
    {
        // Which records are there is settled in one look, so that a page has all of what a rewind replaces or nothing of it.
        List<(QuarantineRun Run, FramePlace Place, HashSet<long> Live)> runs;
        lock (gate)
        {
            runs = state.Quarantine.After(afterId, most).ConvertAll(run => (run, run.List, run.LiveIds().ToHashSet()));
        }

        var records = new List<QuarantinedRecord>();
        foreach (var (run, place, live) in runs)
        {
            var list = ReadList(place, run.Bytes);
            for (var i = 0; i < run.Count && records.Count < most && QuarantineEntry.TryRead(list, out var entry, out var length); i++)
            {
                list = list[length..];
                if (run.IdAt(i) > afterId && live.Contains(run.IdAt(i)))
                {
                    records.Add(ToRecord(run, i, entry));
                }
            }
        }

        return records;
    }

    private static QuarantinedRecord ToRecord(QuarantineRun run, int index, in QuarantineEntry entry) => new(
        run.IdAt(index),
        run.Pointer,
        entry.Batch,
        entry.Ordinal,
        entry.ReceivedUnixNano,
        entry.Format,
        entry.Records,
        Encoding.UTF8.GetString(entry.Reason.Span),
        entry.Payload.ToArray());
}
