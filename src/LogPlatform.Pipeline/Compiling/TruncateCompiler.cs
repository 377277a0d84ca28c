using LogPlatform.Core.Filters;
using LogPlatform.Pipeline.Configuration;
using LogPlatform.Pipeline.Rules;

namespace LogPlatform.Pipeline.Compiling;

/// <summary>Compiles the action <c>truncate</c>.</summary>
internal static class TruncateCompiler
{
    public static TruncateAction Compile(ConfigNode node, MistakeList mistakes)
    {
        var section = ConfigSection.Of(node, "truncate", "max_bytes", mistakes);
        var most = section.Integer("max_bytes", section.Required("max_bytes", "the most bytes of a text"), 1, int.MaxValue, 1);
        var (body, attributes) = (false, false);
        var names = new List<string>();
        var targets = ConfigValues.Texts("fields", section.Optional("fields"), mistakes);
        foreach (var (text, place) in targets)
        {
            if (text == "attributes")
            {
                attributes = true;
            }
            else if (ConfigValues.Field("fields", place, mistakes) is { } field)
            {
                body |= field == new FieldRef(Field.Body);
                if (field.Field is Field.Attribute or Field.RecordAttribute)
                {
                    names.Add(field.Name);
                }
                else if (field != new FieldRef(Field.Body))
                {
                    mistakes.Add(place, $"expected body, attributes or the name of an attribute, found '{text}'");
                }
            }
        }

        section.Close();
        return new TruncateAction((int)most, body || targets.Count == 0, attributes, [.. names]);
    }
}
