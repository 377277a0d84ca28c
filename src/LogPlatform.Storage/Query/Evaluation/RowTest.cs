using LogPlatform.Core.Filters;
using LogPlatform.Core.Filters.Evaluation;

namespace LogPlatform.Storage.Query.Evaluation;

/// <summary>
/// A filter over the rows of blocks. It gives the same answer as <see cref="RecordFilter"/> for every record. It keeps nothing of a block, so several
/// blocks may be evaluated at once.
/// </summary>
internal abstract class RowTest
{
    /// <summary>What evaluating costs, for the order of conditions: 0 for what is the same for a whole block, 9 for the dearest.</summary>
    public abstract int Cost { get; }

    /// <summary>Whether the first bytes of a block are enough to evaluate it.</summary>
    public virtual bool IsLight => false;

    /// <summary>Whether a row may pass, as far as the first bytes of the block show.</summary>
    public virtual bool MayMatch(BlockView block) => true;

    /// <summary>The rows among <paramref name="candidates"/> that pass.</summary>
    public abstract RowSet Evaluate(BlockView block, RowSet candidates);

    /// <summary>Compiles a filter.</summary>
    public static RowTest For(Filter filter) => filter switch
    {
        AndFilter and => new AllOfRows([.. Flatten(and).Select(For)]),
        OrFilter or => new AnyOfRows([.. Flatten(or).Select(For)]),
        NotFilter not => new NotRows(For(not.Inner)),
        TextFilter text => new TextRows(text),
        FieldFilter leaf => ForField(leaf),
        _ => new EveryRow(),
    };

    private static RowTest ForField(FieldFilter leaf) => leaf.Field.Field switch
    {
        Field.Time => new TimeRows(leaf),
        Field.Severity => new SeverityRows(leaf),
        Field.TraceId => new IdRows(leaf, spans: false),
        Field.SpanId => new IdRows(leaf, spans: true),
        Field.Batch => new SourceRows(leaf),
        Field.Generation or Field.Release => new PointerRows(leaf),
        var field when FieldLocator.IsOrigin(field) => new OriginRows(leaf),
        _ => new FieldRows(leaf),
    };

    private static IEnumerable<Filter> Flatten(AndFilter and) => Parts(and.Left).Concat(Parts(and.Right));

    private static IEnumerable<Filter> Flatten(OrFilter or) =>
        (or.Left is OrFilter left ? Flatten(left) : [or.Left]).Concat(or.Right is OrFilter right ? Flatten(right) : [or.Right]);

    private static IEnumerable<Filter> Parts(Filter filter) => filter is AndFilter and ? Flatten(and) : [filter];

    private sealed class EveryRow : RowTest
    {
        public override int Cost => 0;

        public override bool IsLight => true;

        public override RowSet Evaluate(BlockView block, RowSet candidates) => candidates;
    }

    private sealed class AllOfRows(RowTest[] parts) : RowTest
    {
        private readonly RowTest[] _parts = [.. parts.OrderBy(static part => part.Cost)];

        public override int Cost => _parts[^1].Cost;

        public override bool IsLight => Array.TrueForAll(_parts, static part => part.IsLight);

        public override bool MayMatch(BlockView block) => Array.TrueForAll(_parts, part => part.MayMatch(block));

        public override RowSet Evaluate(BlockView block, RowSet candidates)
        {
            foreach (var part in _parts)
            {
                if (candidates.IsEmpty)
                {
                    break;
                }

                candidates = part.Evaluate(block, candidates);
            }

            return candidates;
        }
    }

    private sealed class AnyOfRows(RowTest[] parts) : RowTest
    {
        private readonly RowTest[] _parts = [.. parts.OrderBy(static part => part.Cost)];

        public override int Cost => _parts[^1].Cost;

        public override bool IsLight => Array.TrueForAll(_parts, static part => part.IsLight);

        public override bool MayMatch(BlockView block) => Array.Exists(_parts, part => part.MayMatch(block));

        public override RowSet Evaluate(BlockView block, RowSet candidates)
        {
            var matches = RowSet.None(block.Reader.Rows);
            foreach (var part in _parts)
            {
                var passed = part.Evaluate(block, candidates);
                matches.UnionWith(passed);
                candidates = candidates.Except(passed);
                if (candidates.IsEmpty)
                {
                    break;
                }
            }

            return matches;
        }
    }

    private sealed class NotRows(RowTest inner) : RowTest
    {
        public override int Cost => inner.Cost;

        public override bool IsLight => inner.IsLight;

        public override RowSet Evaluate(BlockView block, RowSet candidates) => candidates.Except(inner.Evaluate(block, candidates));
    }
}
