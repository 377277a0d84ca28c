using LogPlatform.Core.Records;
using LogPlatform.Pipeline.Editing;

namespace LogPlatform.Pipeline.Rules;

/// <summary>One entry of <c>set</c>: a field gets a constant, or what a template gives.</summary>
internal sealed class Assignment(FieldWriter target, TextTemplate? template, Func<RecordBatch, Value>? constant)
{
    private Value _constant;

    public void Bind(RuleContext context)
    {
        target.Bind(context);
        template?.Bind(context);
        _constant = constant?.Invoke(context.Batch) ?? default;
    }

    /// <summary>False when the record has too many attributes.</summary>
    public bool Apply(RuleContext context, ref LogRecord record)
    {
        var value = _constant;
        return (template is not null && !template.TryGet(context, record, out value)) || target.Write(context, ref record, value);
    }
}
