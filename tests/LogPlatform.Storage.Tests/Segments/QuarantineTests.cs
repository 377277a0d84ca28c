using LogPlatform.Core.Batches;
using LogPlatform.Storage.Segments;

namespace LogPlatform.Storage.Tests.Segments;

public sealed class QuarantineTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public void TheEncodedListIsFixed()
    {
        var writer = new QuarantineWriter();
        writer.Encoded.IsEmpty.ShouldBeTrue();
        writer.Add(new BatchId(0x0102), 3, 0x0405, BatchFormat.Clef, "why"u8, "payload!"u8);
        writer.Count.ShouldBe(1);
        Convert.ToHexString(writer.Encoded.Span).ShouldBe(
            "0201000000000000" + "0504000000000000" + "03000000" + "04000000" + "03000000" + "08000000" + "01000000" + "00000000" + "776879" + "7061796C6F616421" + "0000000000");
        writer.Clear();
        writer.Encoded.IsEmpty.ShouldBeTrue();
    }
}
