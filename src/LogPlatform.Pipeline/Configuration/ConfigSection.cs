using LogPlatform.Core.Filters;

namespace LogPlatform.Pipeline.Configuration;

/// <summary>
/// Typed access to one mapping. Each question names its key once; <see cref="Close"/> reports the keys that nobody asked for. A mistake is reported
/// and answered with the default, so that the rest of the file is checked as well.
/// </summary>
internal sealed class ConfigSection(ConfigMap map, MistakeList mistakes)
{
    private readonly List<string> _known = [];

    /// <summary>The options of an action. Nothing means none; a text alone stands for the option <paramref name="shorthand"/>, where there is one.</summary>
    public static ConfigSection Of(ConfigNode node, string what, string? shorthand, MistakeList mistakes)
    {
        if (node is ConfigMap map)
        {
            return new ConfigSection(map, mistakes);
        }

        if (node is ConfigScalar { IsNull: false } scalar && shorthand is not null)
        {
            var key = scalar with { Text = shorthand };
            return new ConfigSection(new ConfigMap(node.Line, node.Column, [new ConfigEntry(key, node)]), mistakes);
        }

        if (node is not ConfigScalar { IsNull: true })
        {
            mistakes.Add(node, $"expected the options of '{what}' as a mapping, found {node.Kind}");
        }

        return new ConfigSection(new ConfigMap(node.Line, node.Column, []), mistakes);
    }

    public ConfigNode Node => map;

    public MistakeList Mistakes => mistakes;

    /// <summary>The node of a key, or null when it is absent or says nothing.</summary>
    public ConfigNode? Optional(string key)
    {
        _known.Add(key);
        return map.Find(key)?.Value is { } value and not ConfigScalar { IsNull: true } ? value : null;
    }

    /// <summary>The node of a key that must be there.</summary>
    public ConfigNode? Required(string key, string expected)
    {
        var node = Optional(key);
        if (node is null)
        {
            mistakes.Add(map.Find(key)?.Value ?? map, $"expected '{key}': {expected}");
        }

        return node;
    }

    public string? Text(string key) => Text(key, Optional(key));

    public string? RequiredText(string key, string expected) => Text(key, Required(key, expected));

    public bool Flag(string key, bool fallback)
    {
        var node = Optional(key);
        if (node is null)
        {
            return fallback;
        }

        if (node is ConfigScalar scalar && scalar.TryBool(out var value))
        {
            return value;
        }

        mistakes.Add(node, $"expected '{key}' to be true or false, found {node.Kind}");
        return fallback;
    }

    public long Integer(string key, long least, long most, long fallback) => Integer(key, Optional(key), least, most, fallback);

    public long Integer(string key, ConfigNode? node, long least, long most, long fallback)
    {
        if (node is null)
        {
            return fallback;
        }

        if (node is ConfigScalar scalar && scalar.TryInteger(out var value) && value >= least && value <= most)
        {
            return value;
        }

        mistakes.Add(node, $"expected '{key}' to be a whole number from {least} to {most}, found {node.Kind}");
        return fallback;
    }

    /// <summary>One of several words; the first is the default.</summary>
    public T Choice<T>(string key, params ReadOnlySpan<(string Word, T Value)> choices)
    {
        var node = Optional(key);
        if (node is null)
        {
            return choices[0].Value;
        }

        var words = new List<string>();
        foreach (var (word, value) in choices)
        {
            if (node is ConfigScalar scalar && scalar.Text == word)
            {
                return value;
            }

            words.Add(word);
        }

        var suggestion = node is ConfigScalar misspelt ? Suggestion.For(misspelt.Text, words) : $"; expected {Suggestion.List(words)}";
        mistakes.Add(node, $"'{key}' cannot be {node.Kind}{suggestion}");
        return choices[0].Value;
    }

    /// <summary>The field a key names, or <paramref name="fallback"/>.</summary>
    public FieldRef? Field(string key, FieldRef? fallback) => Optional(key) is { } node ? ConfigValues.Field(key, node, mistakes) : fallback;

    /// <summary>Reports keys that are unknown.</summary>
    public void Close()
    {
        foreach (var entry in map.Entries)
        {
            if (!_known.Contains(entry.Key.Text))
            {
                mistakes.Add(entry.Key, $"unknown key '{entry.Key.Text}'{Suggestion.For(entry.Key.Text, _known)}");
            }
        }
    }

    private string? Text(string key, ConfigNode? node) => node is null ? null : ConfigValues.Text(key, node, mistakes);
}
