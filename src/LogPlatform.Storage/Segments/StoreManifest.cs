using LogPlatform.Core.Ledger;
using LogPlatform.Core.Slots;
using LogPlatform.Storage.Checksums;
using LogPlatform.Storage.Files;

namespace LogPlatform.Storage.Segments;

/// <summary>
/// What a start cannot or need not find in the frames. Little-endian: magic "LPSM" (4), CRC-32C of what follows (4), then sections: tag (4), bytes (4), content.
/// A reader refuses tags it does not know, because they change what the frames mean: a later version may say by one that some frames are superseded.
/// <code>
/// 1  position   segment (8), offset (8): all frames before it are durable and were checked; last segment taken by retention (8);
///               sealed generation (8); next segment, frame, block id and quarantine id (4 x 8)
/// 2  totals     of taken segments, each: generation, batches, committed, quarantined, dropped (5 x 8), release (length 1, ASCII)
/// 3  committed  ranges of batches, each: first, last (2 x 8)
/// </code>
/// </summary>
internal sealed record StoreManifest
{
    private const string FileName = "manifest";
    private const string NewFileName = "manifest.new";
    private const uint Magic = 0x4D53_504C;

    public long CheckedSegment { get; init; }

    public long CheckedOffset { get; init; }

    public long TakenThrough { get; init; }

    public Generation Sealed { get; init; }

    public long NextSegment { get; init; } = 1;

    public long NextSequence { get; init; } = 1;

    public long NextBlockId { get; init; } = 1;

    public long NextQuarantineId { get; init; } = 1;

    public IReadOnlyList<GenerationTotals> TakenTotals { get; init; } = [];

    public IReadOnlyList<BatchRange> Committed { get; init; } = [];

    /// <summary>Reads the manifest; the empty one when there is none.</summary>
    /// <exception cref="InvalidDataException">It is damaged, or of a later version.</exception>
    public static StoreManifest Read(IStorageDirectory directory)
    {
        directory.Delete(NewFileName);
        using var file = directory.Open(FileName, FileAccess.Read);
        if (file is null)
        {
            return new StoreManifest();
        }

        var bytes = new byte[file.Length];
        _ = file.Read(0, bytes);
        if (!ChecksummedHead.IsSound(bytes, Magic))
        {
            throw new InvalidDataException($"The store's manifest in {directory.Name} is damaged.");
        }

        return Decode(bytes);
    }

    /// <summary>Writes the manifest in place of the old one, durably.</summary>
    /// <exception cref="IOException">The disk failed; the old one is in force.</exception>
    public void Write(IStorageDirectory directory)
    {
        var bytes = Encode();
        using (var file = directory.Create(NewFileName))
        {
            file.Write(0, bytes);
            file.Flush();
        }

        directory.Rename(NewFileName, FileName);
        directory.Flush();
    }

    private static StoreManifest Decode(byte[] bytes)
    {
        var manifest = new StoreManifest();
        using var reader = new BinaryReader(new MemoryStream(bytes, ChecksummedHead.Start, bytes.Length - ChecksummedHead.Start, writable: false));
        while (reader.BaseStream.Position < reader.BaseStream.Length)
        {
            var (tag, length) = (reader.ReadInt32(), reader.ReadInt32());
            var end = reader.BaseStream.Position + length;
            manifest = tag switch
            {
                1 => ReadPosition(reader, manifest),
                2 => manifest with { TakenTotals = ReadAll(reader, end, ReadTotals) },
                3 => manifest with { Committed = ReadAll(reader, end, reader => new BatchRange(reader.ReadInt64(), reader.ReadInt64())) },
                _ => throw new InvalidDataException($"The store was written by a later version: its manifest has a section {tag}."),
            };
        }

        return manifest;
    }

    private static StoreManifest ReadPosition(BinaryReader reader, StoreManifest manifest) => manifest with
    {
        CheckedSegment = reader.ReadInt64(),
        CheckedOffset = reader.ReadInt64(),
        TakenThrough = reader.ReadInt64(),
        Sealed = new Generation(reader.ReadInt64()),
        NextSegment = reader.ReadInt64(),
        NextSequence = reader.ReadInt64(),
        NextBlockId = reader.ReadInt64(),
        NextQuarantineId = reader.ReadInt64(),
    };

    private static GenerationTotals ReadTotals(BinaryReader reader)
    {
        var totals = new GenerationTotals(
            new Generation(reader.ReadInt64()),
            default,
            reader.ReadInt64(),
            reader.ReadInt64(),
            reader.ReadInt64(),
            reader.ReadInt64());
        _ = ReleaseId.TryParse(System.Text.Encoding.ASCII.GetString(reader.ReadBytes(reader.ReadByte())), out var release);
        return totals with { Release = release };
    }

    private static List<T> ReadAll<T>(BinaryReader reader, long end, Func<BinaryReader, T> read)
    {
        var items = new List<T>();
        while (reader.BaseStream.Position < end)
        {
            items.Add(read(reader));
        }

        return items;
    }

    private byte[] Encode()
    {
        var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write(0L);
        WriteSection(writer, 1, section =>
        {
            foreach (var value in (ReadOnlySpan<long>)[CheckedSegment, CheckedOffset, TakenThrough, Sealed.Value, NextSegment, NextSequence, NextBlockId, NextQuarantineId])
            {
                section.Write(value);
            }
        });
        WriteSection(writer, 2, section =>
        {
            foreach (var totals in TakenTotals)
            {
                foreach (var value in (ReadOnlySpan<long>)[totals.Generation.Value, totals.Batches, totals.Committed, totals.Quarantined, totals.Dropped])
                {
                    section.Write(value);
                }

                section.Write(totals.Release.Name);
            }
        });
        WriteSection(writer, 3, section =>
        {
            foreach (var range in Committed)
            {
                section.Write(range.First);
                section.Write(range.Last);
            }
        });
        var bytes = stream.ToArray();
        ChecksummedHead.Write(bytes, Magic);
        return bytes;
    }

    private static void WriteSection(BinaryWriter writer, int tag, Action<BinaryWriter> content)
    {
        var section = new MemoryStream();
        using var inner = new BinaryWriter(section);
        content(inner);
        writer.Write(tag);
        writer.Write((int)section.Length);
        writer.Write(section.ToArray());
    }
}
