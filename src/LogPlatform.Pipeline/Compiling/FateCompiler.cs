using LogPlatform.Core.Filters;
using LogPlatform.Core.Filters.Evaluation;
using LogPlatform.Pipeline.Configuration;
using LogPlatform.Pipeline.Rules;

namespace LogPlatform.Pipeline.Compiling;

/// <summary>Compiles the actions that end a record's way: drop, sample, quarantine.</summary>
internal static class FateCompiler
{
    private const int MaxReason = 200;

    public static DropAction? CompileDrop(ConfigNode node, MistakeList mistakes)
    {
        if (node is ConfigScalar scalar && (scalar.IsNull || (scalar.TryBool(out var isTrue) && isTrue)))
        {
            return new DropAction();
        }

        mistakes.Add(node, $"expected 'drop' to be true (its condition stands in 'when'), found {node.Kind}");
        return null;
    }

    public static QuarantineAction? CompileQuarantine(ConfigNode node, MistakeList mistakes)
    {
        if (node is ConfigScalar { IsNull: false, Text.Length: > 0 and <= MaxReason } reason)
        {
            return new QuarantineAction(reason.Text);
        }

        mistakes.Add(node, $"expected 'quarantine' to be a reason of 1 to {MaxReason} characters, found {node.Kind}");
        return null;
    }

    public static SampleAction? CompileSample(ConfigNode node, MistakeList mistakes)
    {
        var section = ConfigSection.Of(node, "sample", "rate", mistakes);
        var rate = section.Required("rate", "the share of records to keep, from 0 to 1");
        if (rate is not null && !(rate is ConfigScalar scalar && scalar.TryNumber(out var share) && share is >= 0 and <= 1))
        {
            mistakes.Add(rate, $"expected 'rate' to be a number from 0 to 1, found {rate.Kind}");
            rate = null;
        }

        var key = SampleKey.Trace;
        FieldRef? field = null;
        if (section.Optional("key") is { } by && !(by is ConfigScalar { Text: "trace_id" }))
        {
            key = by is ConfigScalar { Text: "content" } ? SampleKey.Content : SampleKey.Field;
            field = key == SampleKey.Field ? ConfigValues.Field("key", by, mistakes) : null;
        }

        section.Close();
        return rate is ConfigScalar value && value.TryNumber(out var number)
            ? new SampleAction(number, key, field is null ? null : new FieldReader(field))
            : null;
    }
}
