using LogPlatform.Core.Records;
using LogPlatform.Storage.Blocks;
using LogPlatform.Storage.Blocks.Text;

namespace LogPlatform.Storage.Tests.Blocks.Golden;

/// <summary>What an earlier release stored stays readable. A new version of the format adds a file; it never replaces one.</summary>
public sealed class GoldenBlockTests
{
    [Fact]
    public void ABlockOfVersion1IsRead()
    {
        BlockReader.TryOpen(Stored(), out var reader).ShouldBeTrue();

        var batch = new RecordBatch();
        reader!.Materialize([.. Enumerable.Range(0, reader.Rows)], batch);

        RecordText.ShouldEqual(RecordText.All(batch), RecordText.All(GoldenBatch.Make()));
    }

    [Fact]
    public void ThisReleaseWritesVersion1()
    {
        var written = BlockRoundTripTests.Encode(new BlockEncoder(), GoldenBatch.Make()).ShouldHaveSingleItem();

        // Compressed sections may differ between versions of the runtime; their content may not.
        Sections(written).ShouldBe(Sections(Stored()));
    }

    [Fact]
    public void TheGoldenBlockHasEveryEncodingOfText()
    {
        BlockReader.TryOpen(Stored(), out var reader).ShouldBeTrue();
        var columns = Enumerable.Range(0, reader!.Schema.Columns.Length)
            .Select(reader.Column)
            .Where(static column => column.Kind is ValueKind.String or ValueKind.Bytes or ValueKind.Map)
            .Select(static column => column.Texts.GetType())
            .ToHashSet();

        columns.ShouldBe([typeof(PlainText), typeof(DictionaryText), typeof(TemplateText), typeof(DigitsText), typeof(HexText), typeof(UuidText)], ignoreOrder: true);
    }

    private static string[] Sections(byte[] block)
    {
        Storage.Blocks.Layout.SectionReader.TryOpen(block, out var sections).ShouldBeTrue();
        return [.. Enum.GetValues<Storage.Blocks.Layout.SectionId>().Select(id => $"{id}: {Convert.ToHexString(sections!.Open(id).Span)}")];
    }

    private static byte[] Stored() => Convert.FromBase64String(GoldenBlock.Version1);
}
