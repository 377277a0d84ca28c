using LogPlatform.Core.Filters.Evaluation;
using LogPlatform.Pipeline.Configuration;
using LogPlatform.Pipeline.Parsing;
using LogPlatform.Pipeline.Rules;

namespace LogPlatform.Pipeline.Compiling;

/// <summary>Compiles one rule: an optional name and condition, and exactly one action.</summary>
internal static class RuleCompiler
{
    private const int MaxName = 100;

    private static readonly Dictionary<string, Func<ConfigNode, MistakeList, RuleAction?>> Actions = new(StringComparer.Ordinal)
    {
        ["parse_json"] = static (node, mistakes) => ParseCompiler.Compile(node, "parse_json", new JsonFieldParser(), mistakes),
        ["parse_logfmt"] = static (node, mistakes) => ParseCompiler.Compile(node, "parse_logfmt", new LogfmtFieldParser(), mistakes),
        ["parse_regex"] = ParseCompiler.CompileRegex,
        ["parse_key_value"] = ParseCompiler.CompileKeyValue,
        ["set"] = FieldsCompiler.CompileSet,
        ["rename"] = FieldsCompiler.CompileRename,
        ["remove"] = FieldsCompiler.CompileRemove,
        ["severity"] = SeverityCompiler.Compile,
        ["timestamp"] = TimestampCompiler.Compile,
        ["drop"] = FateCompiler.CompileDrop,
        ["sample"] = FateCompiler.CompileSample,
        ["quarantine"] = FateCompiler.CompileQuarantine,
        ["redact"] = RedactCompiler.Compile,
        ["truncate"] = TruncateCompiler.Compile,
    };

    public static CompiledRule? Compile(ConfigNode node, int number, HashSet<string> names, MistakeList mistakes)
    {
        if (node is not ConfigMap map)
        {
            mistakes.Add(node, $"expected a rule, such as 'drop:' with a 'when:', found {node.Kind}");
            return null;
        }

        var actions = map.Entries.Where(static entry => Actions.ContainsKey(entry.Key.Text)).ToList();
        foreach (var unknown in map.Entries.Where(static entry => entry.Key.Text is not ("name" or "when") && !Actions.ContainsKey(entry.Key.Text)))
        {
            mistakes.Add(unknown.Key, $"unknown key '{unknown.Key.Text}'{Suggestion.For(unknown.Key.Text, ["name", "when", .. Actions.Keys])}");
        }

        // An unknown key may well be the action, misspelt: one mistake is reported once.
        if (actions.Count == 0 && map.Entries.All(static entry => entry.Key.Text is "name" or "when"))
        {
            mistakes.Add(map, $"expected an action, {Suggestion.List(Actions.Keys)}");
        }

        foreach (var second in actions.Skip(1))
        {
            mistakes.Add(second.Key, $"expected one action in a rule, found '{second.Key.Text}' beside '{actions[0].Key.Text}': make it a rule of its own");
        }

        var name = ReadName(map, names, mistakes);
        var when = map.Find("when")?.Value is { } condition ? ConfigValues.Condition(condition, mistakes) : null;
        var compiled = actions.Select(action => Actions[action.Key.Text](action.Value, mistakes)).ToList();
        return compiled is [{ } only]
            ? new CompiledRule(name ?? $"rule {number} ({actions[0].Key.Text})", when is null ? null : RecordFilter.Compile(when), only)
            : null;
    }

    private static string? ReadName(ConfigMap map, HashSet<string> names, MistakeList mistakes)
    {
        if (map.Find("name")?.Value is not { } node || ConfigValues.Text("name", node, mistakes) is not { } name)
        {
            return null;
        }

        if (name.Length is 0 or > MaxName)
        {
            mistakes.Add(node, $"expected 'name' to have 1 to {MaxName} characters, found {name.Length}");
        }
        else if (!names.Add(name))
        {
            mistakes.Add(node, $"expected a name of its own: there is a rule '{name}' already");
        }

        return name;
    }
}
