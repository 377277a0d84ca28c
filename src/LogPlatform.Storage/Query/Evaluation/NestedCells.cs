using LogPlatform.Core.Records;
using LogPlatform.Storage.Blocks.Layout;
using LogPlatform.Storage.Blocks.Records;
using LogPlatform.Storage.Blocks.Text;

namespace LogPlatform.Storage.Query.Evaluation;

/// <summary>A condition on arrays or maps, which are decoded one by one.</summary>
internal sealed class NestedCells : CellTest
{
    private readonly TextColumn _texts;
    private readonly Judge _judge;
    private readonly RecordBatch _batch = new();
    private readonly ValueReader _values;
    private readonly GrowList<byte> _bytes = new();

    public NestedCells(TextColumn texts, BlockSchema schema, Judge judge)
    {
        _texts = texts;
        _judge = judge;
        _values = new ValueReader(schema, _batch);
    }

    /// <summary>Judges a value of a batch.</summary>
    internal delegate bool Judge(RecordBatch batch, in Value value);

    /// <inheritdoc/>
    public override bool Matches(int index)
    {
        // The names stay: the reader knows them by their ids.
        _batch.Buffer.Clear();
        _batch.Attributes.Clear();
        _batch.Elements.Clear();
        _bytes.Clear();
        _texts.Append(index, _bytes);
        var cursor = new BlockCursor(_bytes.AsSpan());
        return _judge(_batch, _values.Read(ref cursor));
    }
}
