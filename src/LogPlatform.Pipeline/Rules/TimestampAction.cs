using LogPlatform.Core.Filters.Evaluation;
using LogPlatform.Core.Records;
using LogPlatform.Pipeline.Editing;
using LogPlatform.Pipeline.Parsing;

namespace LogPlatform.Pipeline.Rules;

/// <summary>Sets the time from a field, by the first format that reads it.</summary>
internal sealed class TimestampAction(FieldReader source, FieldRemover? remover, TimeFormat[] formats, OnError onError)
    : SourceAction(source, remover, onError)
{
    protected override string? Use(RuleContext context, ref LogRecord record, in Value value)
    {
        foreach (var format in formats)
        {
            if (format.TryRead(context.Batch, value, out var unixNano))
            {
                record.TimeUnixNano = unixNano;
                return null;
            }
        }

        return "the value is no time in the given formats";
    }
}
