using LogPlatform.Core.Filters.Evaluation;
using LogPlatform.Core.Records;
using LogPlatform.Pipeline.Editing;
using LogPlatform.Pipeline.Parsing;

namespace LogPlatform.Pipeline.Rules;

/// <summary>Sets the severity from a field.</summary>
internal sealed class SeverityAction(FieldReader source, FieldRemover? remover, SeverityMap map, byte fallback, OnError onError)
    : SourceAction(source, remover, onError)
{
    protected override string? Use(RuleContext context, ref LogRecord record, in Value value)
    {
        context.Scratch.Clear();
        ValueText.Write(context.Batch, value, context.Scratch);
        var severity = map.Find(context.Scratch.AsSpan());
        severity = severity == 0 ? fallback : severity;
        if (severity == 0)
        {
            return "the value is no severity";
        }

        record.Severity = severity;
        if (value.Kind == ValueKind.String)
        {
            record.SeverityText = value.Text;
        }

        return null;
    }
}
