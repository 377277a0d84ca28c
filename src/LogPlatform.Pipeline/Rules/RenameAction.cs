using LogPlatform.Core.Filters.Evaluation;
using LogPlatform.Core.Records;
using LogPlatform.Pipeline.Editing;

namespace LogPlatform.Pipeline.Rules;

/// <summary>Moves values from field to field, in order. A source that is missing, or whose value the target cannot hold, stays.</summary>
internal sealed class RenameAction((FieldReader Source, FieldRemover Remover, FieldWriter Target)[] moves) : RuleAction
{
    public override void Bind(RuleContext context)
    {
        foreach (var (_, _, target) in moves)
        {
            target.Bind(context);
        }

        foreach (var (source, remover, _) in moves)
        {
            source.Bind(context.Batch);
            remover.Bind(context);
        }
    }

    public override void Apply(RuleContext context, ref LogRecord record)
    {
        foreach (var (source, remover, target) in moves)
        {
            if (!source.TryRead(record, out var value) || !target.Accepts(context, value))
            {
                continue;
            }

            // Removed first: a body that moves into a member of itself would take its new place away again.
            remover.Remove(context, ref record);
            if (!target.Write(context, ref record, value))
            {
                context.Quarantine(ref record, "too many attributes");
                return;
            }
        }
    }
}
