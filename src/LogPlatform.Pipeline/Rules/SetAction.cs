using LogPlatform.Core.Records;

namespace LogPlatform.Pipeline.Rules;

/// <summary>Sets fields, in order; a later assignment sees what an earlier one wrote.</summary>
internal sealed class SetAction(Assignment[] assignments) : RuleAction
{
    public override void Bind(RuleContext context)
    {
        // Targets first: their names are new keys, which the templates of later assignments must see.
        foreach (var assignment in assignments)
        {
            assignment.Bind(context);
        }

        foreach (var assignment in assignments)
        {
            assignment.Bind(context);
        }
    }

    public override void Apply(RuleContext context, ref LogRecord record)
    {
        foreach (var assignment in assignments)
        {
            if (!assignment.Apply(context, ref record))
            {
                context.Quarantine(ref record, "too many attributes");
                return;
            }
        }
    }
}
