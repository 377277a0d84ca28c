using LogPlatform.Core.Records;

namespace LogPlatform.Pipeline.Rules;

/// <summary>Keeps records aside with a reason.</summary>
internal sealed class QuarantineAction(string reason) : RuleAction
{
    public override void Apply(RuleContext context, ref LogRecord record) => context.Quarantine(ref record, reason);
}
