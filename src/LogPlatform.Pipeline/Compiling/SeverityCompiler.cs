using LogPlatform.Core.Filters;
using LogPlatform.Core.Filters.Evaluation;
using LogPlatform.Core.Filters.Parsing;
using LogPlatform.Pipeline.Configuration;
using LogPlatform.Pipeline.Parsing;
using LogPlatform.Pipeline.Rules;

namespace LogPlatform.Pipeline.Compiling;

/// <summary>Compiles the action <c>severity</c>.</summary>
internal static class SeverityCompiler
{
    private const string Expected = "expected a severity: TRACE, DEBUG, INFO, WARN, ERROR, FATAL, one of these with a digit 2 to 4, or 1 to 24";

    public static SeverityAction? Compile(ConfigNode node, MistakeList mistakes)
    {
        var section = ConfigSection.Of(node, "severity", "from", mistakes);
        var source = section.Required("from", "the field with the severity") is null ? null : section.Field("from", null);
        if (source is { Field: Field.Severity or Field.Time or Field.TraceId or Field.SpanId or Field.Batch })
        {
            mistakes.Add(section.Optional("from")!, $"expected a field with a text or a number, found {source}");
        }

        var scale = section.Choice("numbers", ("otel", SeverityScale.Otel), ("syslog", SeverityScale.Syslog), ("bunyan", SeverityScale.Bunyan));
        var words = Words(section.Optional("map"), mistakes);
        var fallback = section.Optional("default") is { } other ? Number(other, mistakes) : (byte)0;
        var remover = FieldsCompiler.SourceRemover(section, source);
        var onError = ParseCompiler.Read(section);
        section.Close();
        return source is null ? null : new SeverityAction(new FieldReader(source), remover, new SeverityMap(words, scale), fallback, onError);
    }

    private static List<KeyValuePair<string, byte>> Words(ConfigNode? node, MistakeList mistakes)
    {
        if (node is ConfigMap map)
        {
            return [.. map.Entries.Select(entry => KeyValuePair.Create(entry.Key.Text, Number(entry.Value, mistakes)))];
        }

        if (node is not null)
        {
            mistakes.Add(node, $"expected 'map' to be a mapping of words to severities, found {node.Kind}");
        }

        return [];
    }

    // A name stands for the lowest number of its range, as in OpenTelemetry.
    private static byte Number(ConfigNode node, MistakeList mistakes)
    {
        if (node is ConfigScalar scalar && SeverityLiteral.TryParse(scalar.Text, out var severity))
        {
            return severity.Lowest;
        }

        mistakes.Add(node, $"{Expected}, found {node.Kind}");
        return 0;
    }
}
