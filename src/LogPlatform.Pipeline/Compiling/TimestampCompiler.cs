using System.Globalization;
using LogPlatform.Core.Filters.Evaluation;
using LogPlatform.Pipeline.Configuration;
using LogPlatform.Pipeline.Parsing;
using LogPlatform.Pipeline.Rules;

namespace LogPlatform.Pipeline.Compiling;

/// <summary>Compiles the action <c>timestamp</c>.</summary>
internal static class TimestampCompiler
{
    public static TimestampAction? Compile(ConfigNode node, MistakeList mistakes)
    {
        var section = ConfigSection.Of(node, "timestamp", "from", mistakes);
        var source = section.Required("from", "the field with the time") is null ? null : section.Field("from", null);
        var offset = Offset(section);
        var formats = new List<TimeFormat>();
        foreach (var (name, place) in ConfigValues.Texts("formats", section.Optional("formats"), mistakes))
        {
            if (TimeFormat.TryCreate(name, offset, out var format))
            {
                formats.Add(format);
            }
            else
            {
                mistakes.Add(place, $"expected a time format: {TimeFormat.Expected}, found {place.Kind}");
            }
        }

        if (formats.Count == 0 && TimeFormat.TryCreate("rfc3339", offset, out var standard))
        {
            formats.Add(standard);
        }

        var remover = FieldsCompiler.SourceRemover(section, source);
        var onError = ParseCompiler.Read(section);
        section.Close();
        return source is null ? null : new TimestampAction(new FieldReader(source), remover, [.. formats], onError);
    }

    private static TimeSpan Offset(ConfigSection section)
    {
        if (section.Text("offset") is not { } text)
        {
            return TimeSpan.Zero;
        }

        if (text is ['+' or '-', ..]
            && TimeSpan.TryParseExact(text.AsSpan(1), @"hh\:mm", CultureInfo.InvariantCulture, out var offset)
            && offset <= TimeSpan.FromHours(14))
        {
            return text[0] == '-' ? -offset : offset;
        }

        section.Mistakes.Add(section.Optional("offset")!, $"expected 'offset' to be a distance from UTC, such as \"+02:00\", found '{text}'");
        return TimeSpan.Zero;
    }
}
