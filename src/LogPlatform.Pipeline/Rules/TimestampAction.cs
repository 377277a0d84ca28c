using LogPlatform.Core.Filters.Evaluation;
using LogPlatform.Core.Records;
using LogPlatform.Pipeline.Editing;
using LogPlatform.Pipeline.Parsing;

namespace LogPlatform.Pipeline.Rules;

/// <summary>Sets the time from a field, by the first format that reads it. A record without the field keeps its time.</summary>
internal sealed class TimestampAction(FieldReader source, FieldRemover? remover, TimeFormat[] formats, OnError onError) : RuleAction
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

        foreach (var format in formats)
        {
            if (format.TryRead(context.Batch, value, out var unixNano))
            {
                record.TimeUnixNano = unixNano;
                remover?.Remove(context, ref record);
                return;
            }
        }

        context.Fail(ref record, onError, "the value is no time in the given formats");
    }
}
