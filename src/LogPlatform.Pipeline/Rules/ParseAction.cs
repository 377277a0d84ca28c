using LogPlatform.Core.Filters.Evaluation;
using LogPlatform.Core.Records;
using LogPlatform.Pipeline.Parsing;

namespace LogPlatform.Pipeline.Rules;

/// <summary>Turns the text of a field into attributes. A value that is no text is left as it is.</summary>
internal sealed class ParseAction(FieldParser parser, FieldReader source, string prefix, bool overwrite, OnError onError)
    : SourceAction(source, null, onError)
{
    private readonly FieldSink _sink = new(prefix);

    protected override string? Use(RuleContext context, ref LogRecord record, in Value value)
    {
        if (value.Kind != ValueKind.String)
        {
            return null;
        }

        _sink.Begin(context.Batch);
        return parser.Parse(value.Text, _sink)
            ?? (context.Attributes.Merge(ref record, _sink.Fields, overwrite) ? null : "too many attributes");
    }
}
