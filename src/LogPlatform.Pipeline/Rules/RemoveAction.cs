using LogPlatform.Core.Records;
using LogPlatform.Pipeline.Editing;

namespace LogPlatform.Pipeline.Rules;

/// <summary>Removes fields.</summary>
internal sealed class RemoveAction(FieldRemover[] fields) : RuleAction
{
    public override void Bind(RuleContext context)
    {
        foreach (var field in fields)
        {
            field.Bind(context);
        }
    }

    public override void Apply(RuleContext context, ref LogRecord record)
    {
        foreach (var field in fields)
        {
            field.Remove(context, ref record);
        }
    }
}
