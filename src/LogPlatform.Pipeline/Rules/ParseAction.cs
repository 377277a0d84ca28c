using LogPlatform.Core.Filters.Evaluation;
using LogPlatform.Core.Records;
using LogPlatform.Pipeline.Parsing;

namespace LogPlatform.Pipeline.Rules;

/// <summary>Turns the text of a field into attributes. A record without the field, or with something else than text in it, is left as it is.</summary>
internal sealed class ParseAction(FieldParser parser, FieldReader source, string prefix, bool overwrite, OnError onError) : RuleAction
{
    private readonly FieldSink _sink = new(prefix);

    public override void Bind(RuleContext context) => source.Bind(context.Batch);

    public override void Apply(RuleContext context, ref LogRecord record)
    {
        if (!source.TryRead(record, out var value) || value.Kind != ValueKind.String)
        {
            return;
        }

        _sink.Begin(context.Batch);
        var problem = parser.Parse(value.Text, _sink);
        if (problem is null && !context.Attributes.Merge(ref record, _sink.Fields, overwrite))
        {
            problem = "too many attributes";
        }

        if (problem is not null)
        {
            context.Fail(ref record, onError, problem);
        }
    }
}
