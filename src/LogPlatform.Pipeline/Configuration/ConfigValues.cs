using System.Text.RegularExpressions;
using LogPlatform.Core.Filters;

namespace LogPlatform.Pipeline.Configuration;

/// <summary>Reads single values of a configuration. A value that does not fit is reported and null.</summary>
internal static class ConfigValues
{
    public static string? Text(string what, ConfigNode node, MistakeList mistakes)
    {
        if (node is ConfigScalar { IsNull: false } scalar)
        {
            return scalar.Text;
        }

        mistakes.Add(node, $"expected '{what}' to be a text, found {node.Kind}");
        return null;
    }

    public static FieldRef? Field(string what, ConfigNode node, MistakeList mistakes)
    {
        if (Text(what, node, mistakes) is not { } text)
        {
            return null;
        }

        if (!FieldRef.TryParse(text, out var field))
        {
            mistakes.Add(node, $"expected '{what}' to be a field, such as body, attributes.user or `odd name`, found {node.Kind}");
            return null;
        }

        if (field!.IsKnownToStoreOnly)
        {
            mistakes.Add(node, $"{field} is known to the store only: rules cannot ask for it");
            return null;
        }

        return field;
    }

    /// <summary>One text or a list of texts, each with its node.</summary>
    public static IReadOnlyList<(string Text, ConfigNode Node)> Texts(string what, ConfigNode? node, MistakeList mistakes)
    {
        IEnumerable<ConfigNode> items = node switch
        {
            null => [],
            ConfigList list => list.Items,
            _ => [node],
        };
        return [.. items.Select(item => (Text(what, item, mistakes)!, item)).Where(static pair => pair.Item1 is not null)];
    }

    /// <summary>A condition. Its mistakes are reported at their own place where the file spells the text out.</summary>
    public static Filter? Condition(ConfigNode node, MistakeList mistakes)
    {
        if (Text("when", node, mistakes) is not { } text)
        {
            return null;
        }

        var (filter, error) = FilterParser.Parse(text);
        if (error is not null)
        {
            var offset = ((ConfigScalar)node).ContentOffset;
            var place = offset < 0 ? $" (at character {error.Position + 1} of the condition)" : string.Empty;
            mistakes.Add(node.Line, node.Column + (offset < 0 ? 0 : offset + error.Position), error.Message + place);
            return null;
        }

        foreach (var field in filter!.Fields.Where(static field => field.IsKnownToStoreOnly).Distinct())
        {
            mistakes.Add(node, $"{field} is known to the store only: rules cannot ask for it");
        }

        return filter;
    }

    /// <summary>A regular expression.</summary>
    public static Regex? Pattern(string what, ConfigNode node, MistakeList mistakes)
    {
        if (Text(what, node, mistakes) is not { } text)
        {
            return null;
        }

        if (!LinearRegex.TryCreate(text, out var regex, out var problem))
        {
            mistakes.Add(node, problem);
        }

        return regex;
    }
}
