using LogPlatform.Core.Ledger;
using LogPlatform.Core.Slots;
using LogPlatform.Storage.Segments;
using LogPlatform.Storage.Tests.Files;

namespace LogPlatform.Storage.Tests.Segments;

public sealed class StoreManifestTests
{
    private static readonly StoreManifest Manifest = new()
    {
        CheckedSegment = 1,
        CheckedOffset = 2,
        TakenThrough = 3,
        Sealed = new Generation(4),
        NextSegment = 5,
        NextSequence = 6,
        NextBlockId = 7,
        NextQuarantineId = 8,
        TakenTotals = [new GenerationTotals(new Generation(9), Blue.Release, 10, 11, 12, 13)],
        Committed = [new BatchRange(14, 15), new BatchRange(17, 17)],
    };

    [Fact]
    public void TheLayoutIsFixed()
    {
        var directory = new MemoryDirectory();
        Manifest.Write(directory);
        Convert.ToHexString(directory.BytesOf("manifest").AsSpan(8)).ShouldBe(
            "01000000" + "40000000" + Longs(1, 2, 3, 4, 5, 6, 7, 8)
            + "02000000" + "2B000000" + Longs(9, 10, 11, 12, 13) + "02" + "7231"
            + "03000000" + "20000000" + Longs(14, 15, 17, 17));
    }

    [Fact]
    public void AManifestGivesBackWhatWasPutIn()
    {
        var directory = new MemoryDirectory();
        Manifest.Write(directory);
        var read = StoreManifest.Read(directory);
        read.TakenTotals.ShouldBe(Manifest.TakenTotals);
        read.Committed.ShouldBe(Manifest.Committed);
        (read with { TakenTotals = Manifest.TakenTotals, Committed = Manifest.Committed }).ShouldBe(Manifest);
    }

    [Fact]
    public void ADamagedManifestIsRefused()
    {
        var directory = new MemoryDirectory();
        Manifest.Write(directory);
        for (var at = 0; at < directory.BytesOf("manifest").Length; at++)
        {
            directory.BytesOf("manifest")[at] ^= 1;
            Should.Throw<InvalidDataException>(() => StoreManifest.Read(directory));
            directory.BytesOf("manifest")[at] ^= 1;
        }
    }

    private static string Longs(params long[] values) => string.Concat(values.Select(value => $"{value:X2}{new string('0', 14)}"));
}
