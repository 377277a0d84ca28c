using LogPlatform.Core.Records;

namespace LogPlatform.Pipeline.Rules;

/// <summary>Drops records on purpose; the ledger counts them.</summary>
internal sealed class DropAction : RuleAction
{
    public override void Apply(RuleContext context, ref LogRecord record) => record.Fate = RecordFate.Drop;
}
