using LogPlatform.Core.Filters.Evaluation;
using LogPlatform.Core.Records;
using LogPlatform.Pipeline.Editing;
using LogPlatform.Pipeline.Parsing;

namespace LogPlatform.Pipeline.Rules;

/// <summary>Sets the severity from a field. A record without the field keeps its severity.</summary>
internal sealed class SeverityAction(FieldReader source, FieldRemover? remover, SeverityMap map, byte fallback, OnError onError) : RuleAction
{
    public override void Bind(RuleContext context)
    {
        source.Bind(context.Batch);
        remover?.Bind(context);
    }

    public override void Apply(RuleContext context, ref LogRecord record)
    {
        if (!source.TryRead(record, out var value))
        {
            return;
        }

        context.Scratch.Clear();
        ValueText.Write(context.Batch, value, context.Scratch);
        var severity = map.Find(context.Scratch.AsSpan());
        if (severity == 0 && fallback == 0)
        {
            context.Fail(ref record, onError, "the value is no severity");
            return;
        }

        record.Severity = severity == 0 ? fallback : severity;
        if (value.Kind == ValueKind.String)
        {
            record.SeverityText = value.Text;
        }

        remover?.Remove(context, ref record);
    }
}
