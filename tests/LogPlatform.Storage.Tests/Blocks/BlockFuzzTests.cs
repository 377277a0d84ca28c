using System.Buffers.Binary;
using LogPlatform.Core.Filters;
using LogPlatform.Core.Records;
using LogPlatform.Storage.Blocks;
using LogPlatform.Storage.Blocks.Layout;
using LogPlatform.Storage.Checksums;
using LogPlatform.Storage.Query.Evaluation;
using LogPlatform.Storage.Tests.Query;

namespace LogPlatform.Storage.Tests.Blocks;

/// <summary>Whatever the bytes of a block are, reading it gives records or says that it is corrupt.</summary>
public sealed class BlockFuzzTests
{
    private const int Rounds = 1500;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 8)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void AnyFlippedByteIsNoticed(int seed)
    {
        var block = Block(seed, out _);
        var random = new Random(seed);
        for (var i = 0; i < 300; i++)
        {
            var mutant = (byte[])block.Clone();
            mutant[random.Next(mutant.Length)] ^= (byte)random.Next(1, 256);

            BlockReader.TryOpen(mutant, out _).ShouldBeFalse();
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void ABlockOfAnyOtherLengthIsRefused(int seed)
    {
        var block = Block(seed, out _);

        BlockReader.TryOpen(block.AsMemory(..^1), out _).ShouldBeFalse();
        BlockReader.TryOpen(new byte[block.Length], out _).ShouldBeFalse();
        BlockReader.TryOpen((byte[])[.. block, 0], out _).ShouldBeFalse();
        BlockReader.TryOpen(ReadOnlyMemory<byte>.Empty, out _).ShouldBeFalse();
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void ForgedBlocksWithSoundChecksumsNeverCrashTheReader(int seed)
    {
        var block = Block(seed, out var batch);
        var other = Block(seed + 100, out _);
        var random = new Random(seed);
        var tests = Enumerable.Range(0, 20).Select(_ => RowTest.For(new RandomFilters(seed, batch).Next())).Append(RowTest.For(new TextFilter("user"))).ToArray();
        var (refused, corrupt, read) = (0, 0, 0);
        for (var i = 0; i < Rounds; i++)
        {
            var mutant = Mutate(block, other, random);
            Seal(mutant);
            try
            {
                if (!BlockReader.TryOpen(mutant, out var reader))
                {
                    refused++;
                    continue;
                }

                reader!.Materialize([.. Enumerable.Range(0, reader.Rows)], new RecordBatch());
                tests[i % tests.Length].Evaluate(new BlockView(MemoryCatalog.Describe(1, mutant), reader), RowSet.All(reader.Rows));
                read++;
            }
            catch (CorruptBlockException)
            {
                corrupt++;
            }
        }

        // The mutants must reach every stage, or the test proves little.
        refused.ShouldBeGreaterThan(0);
        corrupt.ShouldBeGreaterThan(0);
        read.ShouldBeGreaterThan(0);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void ForgedPrefixesNeverCrashTheReader(int seed)
    {
        var block = Block(seed, out var batch);
        var length = BinaryPrimitives.ReadInt32LittleEndian(block.AsSpan(BlockLayout.PrefixLengthAt));
        var random = new Random(seed);
        var filters = new RandomFilters(seed, batch);
        for (var i = 0; i < Rounds; i++)
        {
            var mutant = block.AsSpan(0, length + random.Next(100)).ToArray();
            mutant[random.Next(BlockSummary.Size, length)] = (byte)random.Next(256);
            BinaryPrimitives.WriteUInt32LittleEndian(mutant.AsSpan(BlockLayout.PrefixCrcAt), SectionWriter.PrefixCrc(mutant.AsSpan(0, length)));
            try
            {
                if (BlockReader.TryOpenPrefix(mutant, out var reader))
                {
                    _ = reader!.Times;
                    _ = reader.Severities;
                    RowTest.For(filters.Next()).MayMatch(new BlockView(MemoryCatalog.Describe(1, block), reader));
                }
            }
            catch (CorruptBlockException)
            {
                continue;
            }
        }
    }

    [Fact]
    public void ALengthThatLiesTakesNoMemory()
    {
        var block = Block(3, out _);
        var entry = BlockSummary.Size + BlockLayout.DirectorySize;
        while (block[entry + 1] != (byte)SectionCodec.Brotli)
        {
            entry += BlockLayout.EntrySize;
        }

        BinaryPrimitives.WriteInt32LittleEndian(block.AsSpan(entry + 8), BlockLayout.MostSectionBytes);
        Seal(block);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Should.Throw<CorruptBlockException>(() =>
        {
            BlockReader.TryOpen(block, out var reader).ShouldBeTrue();
            reader!.Materialize([0], new RecordBatch());
        });

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(10 << 20);
    }

    private static byte[] Block(int seed, out RecordBatch batch)
    {
        batch = new RandomBatches(seed).Next(40 + seed, wild: seed % 2 == 0);
        return BlockRoundTripTests.Encode(new BlockEncoder(), batch)[0];
    }

    private static byte[] Mutate(byte[] block, byte[] other, Random random)
    {
        var mutant = (byte[])block.Clone();
        for (var edits = random.Next(1, 4); edits > 0; edits--)
        {
            var at = random.Next(12, mutant.Length);
            switch (random.Next(4))
            {
                case 0:
                    mutant[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    mutant[at] = (byte)random.Next(256);
                    break;
                case 2:
                    mutant.AsSpan(at, Math.Min(random.Next(1, 9), mutant.Length - at)).Fill(byte.MaxValue);
                    break;
                default:
                    var length = Math.Min(random.Next(1, 60), Math.Min(mutant.Length - at, other.Length));
                    other.AsSpan(random.Next(other.Length - length + 1), length).CopyTo(mutant.AsSpan(at));
                    break;
            }
        }

        return mutant;
    }

    private static void Seal(byte[] block) => BinaryPrimitives.WriteUInt32LittleEndian(block.AsSpan(4), Crc32C.Compute(block.AsSpan(8)));
}
