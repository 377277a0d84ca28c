using System.Buffers;
using LogPlatform.Core.Batches;
using LogPlatform.Storage.Files;

namespace LogPlatform.Storage.Journal;

/// <summary>Compares bytes with those of a journaled batch: a checksum alone must never swallow a batch.</summary>
internal static class PayloadComparison
{
    /// <summary>Whether the batch at <paramref name="slice"/> has exactly the bytes of <paramref name="payload"/>; false when it cannot be read.</summary>
    public static bool IsSame(IStorageDirectory directory, BatchId id, JournalSlice slice, ReadOnlySpan<byte> payload)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(64 << 10);
        try
        {
            using var file = directory.Open(JournalSegment.FileNameOf(slice.Segment), FileAccess.Read);
            if (file is null)
            {
                return false;
            }

            var read = file.Read(slice.Offset, buffer.AsSpan(0, Math.Min(slice.Length, EntryHeader.MaxLength)));
            if (!EntryHeader.TryRead(buffer.AsSpan(0, read), slice.Segment, out var header) || header.Id != id || header.PayloadLength != payload.Length)
            {
                return false;
            }

            for (var done = 0; done < payload.Length;)
            {
                var part = buffer.AsSpan(0, Math.Min(buffer.Length, payload.Length - done));
                if (file.Read(slice.Offset + header.Length + done, part) != part.Length || !part.SequenceEqual(payload.Slice(done, part.Length)))
                {
                    return false;
                }

                done += part.Length;
            }

            return true;
        }
        catch (Exception e) when (DiskFault.Is(e))
        {
            return false;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
