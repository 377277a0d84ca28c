using System.Text;
using LogPlatform.Core.Filters;
using LogPlatform.Pipeline.Configuration;
using LogPlatform.Pipeline.Rules;
using LogPlatform.Pipeline.Secrets;

namespace LogPlatform.Pipeline.Compiling;

/// <summary>Compiles the action <c>redact</c>.</summary>
internal static class RedactCompiler
{
    private const string ExpectedFields = "expected all, body, attributes, resource, scope, event, severity_text or the name of an attribute";

    public static RedactAction Compile(ConfigNode node, MistakeList mistakes)
    {
        var section = ConfigSection.Of(node, "redact", "detectors", mistakes);
        var kinds = Detectors(section);
        var patterns = Patterns(section.Optional("patterns"), mistakes);
        var targets = Targets(section);
        var mask = Mask(section);
        section.Close();
        if (section.Optional("detectors") is null && section.Optional("patterns") is null)
        {
            mistakes.Add(section.Node, "expected 'detectors', 'patterns' or both");
        }

        return new RedactAction(new TextRedactor(kinds, patterns, mask), targets);
    }

    private static SecretKinds Detectors(ConfigSection section)
    {
        var known = new Dictionary<string, SecretKinds>(StringComparer.Ordinal) { ["all"] = SecretKinds.All };
        foreach (var detector in SecretDetector.All)
        {
            known[detector.Name] = detector.Kind;
        }

        var kinds = SecretKinds.None;
        foreach (var (name, place) in ConfigValues.Texts("detectors", section.Optional("detectors"), section.Mistakes))
        {
            if (known.TryGetValue(name, out var kind))
            {
                kinds |= kind;
            }
            else
            {
                section.Mistakes.Add(place, $"unknown detector {place.Kind}{Suggestion.For(name, known.Keys)}");
            }
        }

        return kinds;
    }

    private static SecretPattern[] Patterns(ConfigNode? node, MistakeList mistakes)
    {
        if (node is null)
        {
            return [];
        }

        if (node is not ConfigList list)
        {
            mistakes.Add(node, $"expected 'patterns' to be a list, found {node.Kind}");
            return [];
        }

        return [.. list.Items.Select(item => Pattern(item, mistakes)).OfType<SecretPattern>()];
    }

    private static SecretPattern? Pattern(ConfigNode node, MistakeList mistakes)
    {
        var section = ConfigSection.Of(node, "patterns", "regex", mistakes);
        var place = section.Required("regex", "a regular expression");
        var name = section.Text("name") ?? "pattern";
        section.Close();
        var regex = place is null ? null : ConfigValues.Pattern("regex", place, mistakes);
        if (regex is not null && regex.IsMatch(string.Empty))
        {
            mistakes.Add(place!, "expected 'regex' not to match the empty text");
            regex = null;
        }

        return regex is null ? null : new SecretPattern(Encoding.UTF8.GetBytes(name), regex);
    }

    private static RedactTargets Targets(ConfigSection section)
    {
        var chosen = ConfigValues.Texts("fields", section.Optional("fields"), section.Mistakes);
        if (chosen.Count == 0 || chosen.Any(static pair => pair.Text == "all"))
        {
            return RedactTargets.All;
        }

        var targets = new RedactTargets();
        foreach (var (text, place) in chosen)
        {
            targets = text switch
            {
                "body" => targets with { Body = true },
                "attributes" => targets with { Attributes = true },
                "resource" => targets with { Resource = true },
                "scope" => targets with { Scope = true },
                "event" => targets with { Event = true },
                "severity_text" => targets with { SeverityText = true },
                _ => Named(targets, place, section.Mistakes),
            };
        }

        return targets;
    }

    private static RedactTargets Named(RedactTargets targets, ConfigNode place, MistakeList mistakes)
    {
        if (ConfigValues.Field("fields", place, mistakes) is not { } field)
        {
            return targets;
        }

        if (field.Field is Field.Attribute or Field.RecordAttribute)
        {
            return targets with { Names = [.. targets.Names, field.Name] };
        }

        mistakes.Add(place, $"{ExpectedFields}, found {place.Kind}");
        return targets;
    }

    private static SecretMask Mask(ConfigSection section)
    {
        var style = section.Choice("method", ("replace", MaskStyle.Replace), ("hash", MaskStyle.Hash), ("keep_last_4", MaskStyle.KeepLast));
        var text = section.Text("replacement");
        var salt = section.Text("salt");
        if (text is not null && style != MaskStyle.Replace)
        {
            section.Mistakes.Add(section.Optional("replacement")!, "expected 'replacement' with the method replace only");
        }

        if (salt is not null && style != MaskStyle.Hash)
        {
            section.Mistakes.Add(section.Optional("salt")!, "expected 'salt' with the method hash only");
        }

        if (text is not null && SecretDetector.Any(SecretKinds.All, Encoding.UTF8.GetBytes(text)))
        {
            section.Mistakes.Add(section.Optional("replacement")!, "expected a 'replacement' that does not look like a secret itself");
        }

        return new SecretMask(style, text, salt ?? string.Empty);
    }
}
