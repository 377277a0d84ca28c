using LogPlatform.Core.Records;

namespace LogPlatform.Pipeline.Rules;

/// <summary>What a rule does with a record.</summary>
internal abstract class RuleAction
{
    /// <summary>Called before the first record of a batch. A key that other records get from this same rule need not be seen.</summary>
    public virtual void Bind(RuleContext context)
    {
    }

    /// <summary>Changes the record, or decides its fate.</summary>
    public abstract void Apply(RuleContext context, ref LogRecord record);
}
