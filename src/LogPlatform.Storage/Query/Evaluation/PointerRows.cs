using System.Text;
using LogPlatform.Core.Filters;
using LogPlatform.Core.Filters.Evaluation;

namespace LogPlatform.Storage.Query.Evaluation;

/// <summary>A condition on the generation or the release, which are the same for a whole block.</summary>
internal sealed class PointerRows(FieldFilter leaf) : RowTest
{
    private readonly ValueTest _test = ValueTest.For(leaf);

    /// <inheritdoc/>
    public override int Cost => 0;

    /// <inheritdoc/>
    public override bool IsLight => true;

    /// <inheritdoc/>
    public override bool MayMatch(BlockView block) =>
        leaf.Field.Field == Field.Generation
            ? _test.MatchesInteger(block.Block.Pointer.Generation.Value)
            : _test.MatchesText(Encoding.UTF8.GetBytes(block.Block.Pointer.Release.Name));

    /// <inheritdoc/>
    public override RowSet Evaluate(BlockView block, RowSet candidates) => MayMatch(block) ? candidates : RowSet.None(block.Reader.Rows);
}
