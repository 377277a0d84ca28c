using LogPlatform.Core.Records;

namespace LogPlatform.Storage.Blocks.Layout;

/// <summary>The sections of a block while it is encoded.</summary>
internal sealed class BlockSinks
{
    /// <summary>What an ordinary block does not exceed.</summary>
    public const int TrimBytes = 8 << 20;

    /// <summary>See <see cref="SectionId.Light"/>.</summary>
    public GrowList<byte> Light { get; } = new();

    /// <summary>See <see cref="SectionId.Filter"/>.</summary>
    public GrowList<byte> Filter { get; } = new();

    /// <summary>See <see cref="SectionId.Schema"/>.</summary>
    public GrowList<byte> Schema { get; } = new();

    /// <summary>See <see cref="SectionId.BodyText"/>.</summary>
    public GrowList<byte> BodyText { get; } = new();

    /// <summary>See <see cref="SectionId.FieldText"/>.</summary>
    public GrowList<byte> FieldText { get; } = new();

    /// <summary>See <see cref="SectionId.Data"/>.</summary>
    public GrowList<byte> Data { get; } = new();

    /// <summary>See <see cref="SectionId.Ids"/>.</summary>
    public GrowList<byte> Ids { get; } = new();

    /// <summary>Forgets the last block; memory that an unusually large one needed is given back.</summary>
    public void Clear()
    {
        foreach (var sink in (ReadOnlySpan<GrowList<byte>>)[Light, Filter, Schema, BodyText, FieldText, Data, Ids])
        {
            sink.ClearAndTrim(TrimBytes);
        }
    }
}
