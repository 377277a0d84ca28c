using LogPlatform.Core.Filters.Evaluation;
using LogPlatform.Core.Records;
using LogPlatform.Pipeline.Editing;

namespace LogPlatform.Pipeline.Rules;

/// <summary>An action that makes something of one field. A record without the field is left as it is.</summary>
internal abstract class SourceAction(FieldReader source, FieldRemover? remover, OnError onError) : RuleAction
{
    public sealed override void Bind(RuleContext context)
    {
        source.Bind(context.Batch);
        remover?.Bind(context);
    }

    public sealed override void Apply(RuleContext context, ref LogRecord record)
    {
        if (!source.TryRead(record, out var value))
        {
            return;
        }

        if (Use(context, ref record, value) is { } problem)
        {
            context.Fail(ref record, onError, problem);
        }
        else
        {
            remover?.Remove(context, ref record);
        }
    }

    /// <summary>Null, or why nothing can be made of the value.</summary>
    protected abstract string? Use(RuleContext context, ref LogRecord record, in Value value);
}
