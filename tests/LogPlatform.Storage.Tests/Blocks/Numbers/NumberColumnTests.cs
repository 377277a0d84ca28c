using FsCheck;
using FsCheck.Fluent;
using LogPlatform.Core.Records;
using LogPlatform.Storage.Blocks;
using LogPlatform.Storage.Blocks.Layout;
using LogPlatform.Storage.Blocks.Numbers;

namespace LogPlatform.Storage.Tests.Blocks.Numbers;

public sealed class NumberColumnTests
{
    // Columns as they are in blocks: constant, few distinct, rising, near each other, or anything.
    private static readonly Arbitrary<long[]> Columns = Gen.OneOf(
            ArbMap.Default.GeneratorFor<long>().ArrayOf(),
            Gen.Choose(-3, 3).Select(static value => (long)value).ArrayOf(600),
            Gen.Elements(200L, 204, 404, 500, 503, long.MaxValue, long.MinValue).ArrayOf(300),
            Gen.Choose(0, 1 << 20).ArrayOf(300).Select(Rising),
            Gen.Choose(0, 60).SelectMany(static bits => Gen.Choose(0, int.MaxValue).Select(value => (long)value << (bits / 2)).ArrayOf(70)))
        .ToArbitrary();

    [Fact]
    public void EveryWidthComesBack()
    {
        for (var width = 0; width <= 64; width++)
        {
            if (!BitPacking.IsWidth(width))
            {
                continue;
            }

            var most = width == 64 ? long.MaxValue : (1L << width) - 1;
            foreach (var count in new[] { 1, 7, 8, 9, 63, 64, 65 })
            {
                var values = Enumerable.Range(0, count).Select(i => i % 3 == 0 ? most : most / (i + 1)).ToArray();
                var packed = new byte[BitPacking.Bytes(count, width)];
                BitPacking.Pack(values, 0, width, packed);
                var read = new long[count];

                // With and without bytes behind: the fast way reads beyond a value.
                BitPacking.Unpack(packed, width, 0, read);
                read.ShouldBe(values);
                BitPacking.Unpack([.. packed, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF], width, 0, read);
                read.ShouldBe(values);
            }
        }
    }

    [Fact]
    public void EveryColumnOfIntegersComesBack() =>
        Prop.ForAll(Columns, values => Read(values, static (ints, sink, column) => ints.Write(sink, column)).SequenceEqual(values)).QuickCheckThrowOnFailure();

    [Fact]
    public void EveryColumnOfTimesComesBack() =>
        Prop.ForAll(Columns, Gen.Elements(1L, 1_000, 1_000_000, 1_000_000_000, 10).ToArbitrary(), (values, scale) =>
        {
            var times = Array.ConvertAll(values, value => value / scale * scale);
            return Read(times, static (ints, sink, column) => ints.WriteTimes(sink, column)).SequenceEqual(times);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void EveryDistinctValueIsReported() =>
        Prop.ForAll(Columns, values => new IntColumnWriter().Write(new GrowList<byte>(), values).ToArray().ToHashSet().SetEquals(values)).QuickCheckThrowOnFailure();

    [Fact]
    public void EveryColumnOfDoublesComesBackBitForBit() =>
        Prop.ForAll(
            Gen.OneOf(
                ArbMap.Default.GeneratorFor<double>().ArrayOf(),
                Gen.Choose(-100_000, 100_000).Select(static value => value / 1000.0).ArrayOf(),
                Gen.Choose(0, 99).Select(static value => (double)value).ArrayOf(40),
                Gen.Elements(0.0, -0.0, 1e300, double.NaN, 0.1, 1.0 / 3).ArrayOf()).ToArbitrary(),
            values =>
            {
                var bits = Array.ConvertAll(values, BitConverter.DoubleToInt64Bits);
                var sink = new GrowList<byte>();
                DoubleColumn.Write(sink, bits, new IntColumnWriter(), new GrowList<long>());
                var cursor = new BlockCursor(sink.AsSpan());
                return DoubleColumn.Read(ref cursor, bits.Length).SequenceEqual(bits) && cursor.Left == 0;
            }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 4)]
    [InlineData(1000, 4)]
    public void AColumnOfOneValueTakesNoRoom(int count, int most)
    {
        var sink = new GrowList<byte>();
        new IntColumnWriter().Write(sink, Enumerable.Repeat(123_456L, count).ToArray());

        sink.Count.ShouldBeLessThanOrEqualTo(most);
    }

    [Fact]
    public void AnIndexOutOfRangeIsCorrupt()
    {
        var sink = new GrowList<byte>();
        new IntColumnWriter().Write(sink, [0, 1, 2]);

        Should.Throw<CorruptBlockException>(() =>
        {
            var cursor = new BlockCursor(sink.AsSpan());
            IntColumn.ReadIndexes(ref cursor, 3, 2);
        });
    }

    private static long[] Rising(int[] steps)
    {
        var at = 1_700_000_000_000_000_000L;
        return Array.ConvertAll(steps, step => at += step);
    }

    private static long[] Read(long[] values, Action<IntColumnWriter, GrowList<byte>, long[]> write)
    {
        var sink = new GrowList<byte>();
        write(new IntColumnWriter(), sink, values);
        var cursor = new BlockCursor(sink.AsSpan());
        var read = IntColumn.Read(ref cursor, values.Length);
        cursor.Left.ShouldBe(0);
        return read;
    }
}
