using LogPlatform.Core.Filters;
using LogPlatform.Core.Filters.Evaluation;
using LogPlatform.Pipeline.Configuration;
using LogPlatform.Pipeline.Parsing;
using LogPlatform.Pipeline.Rules;

namespace LogPlatform.Pipeline.Compiling;

/// <summary>Compiles the actions that turn text into attributes.</summary>
internal static class ParseCompiler
{
    private const int MaxSeparator = 16;

    public static ParseAction? Compile(ConfigNode node, string action, FieldParser parser, MistakeList mistakes) =>
        Finish(ConfigSection.Of(node, action, "from", mistakes), parser);

    public static ParseAction? CompileRegex(ConfigNode node, MistakeList mistakes)
    {
        var section = ConfigSection.Of(node, "parse_regex", null, mistakes);
        var pattern = section.Required("pattern", "a regular expression with named groups, such as '(?<user>[a-z]+) logged in'");
        var regex = pattern is null ? null : ConfigValues.Pattern("pattern", pattern, mistakes);
        if (regex is not null && !RegexFieldParser.GroupNames(regex).Any())
        {
            mistakes.Add(pattern!, "expected 'pattern' to have a named group, such as (?<user>[a-z]+)");
        }

        return Finish(section, regex is null ? null : new RegexFieldParser(regex));
    }

    public static ParseAction? CompileKeyValue(ConfigNode node, MistakeList mistakes)
    {
        var section = ConfigSection.Of(node, "parse_key_value", "from", mistakes);
        var pairs = Separator(section, "pair_separator", " ");
        var keyValue = Separator(section, "key_value_separator", "=");
        return Finish(section, new KeyValueFieldParser(pairs, keyValue));
    }

    private static string Separator(ConfigSection section, string key, string fallback)
    {
        var text = section.Text(key) ?? fallback;
        if (text.Length is 0 or > MaxSeparator)
        {
            section.Mistakes.Add(section.Optional(key)!, $"expected '{key}' to have 1 to {MaxSeparator} characters, found {text.Length}");
            return fallback;
        }

        return text;
    }

    private static ParseAction? Finish(ConfigSection section, FieldParser? parser)
    {
        var source = section.Field("from", new FieldRef(Field.Body));
        var prefix = section.Text("prefix") ?? string.Empty;
        var overwrite = section.Flag("overwrite", true);
        var onError = Read(section);
        section.Close();
        return parser is null || source is null ? null : new ParseAction(parser, new FieldReader(source), prefix, overwrite, onError);
    }

    /// <summary>The option <c>on_error</c>.</summary>
    public static OnError Read(ConfigSection section) =>
        section.Choice("on_error", ("keep", OnError.Keep), ("quarantine", OnError.Quarantine), ("drop", OnError.Drop));
}
