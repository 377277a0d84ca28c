using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace LogPlatform.Cli.Load.Bodies;

/// <summary>Writes JSON into a template. Marks in texts (<c>#</c>, <c>~</c>) survive the escaping.</summary>
internal static class JsonTemplate
{
    /// <summary>Adds a quoted text.</summary>
    public static TemplateWriter Quoted(this TemplateWriter writer, string text) =>
        writer.Raw("\""u8).Varying(JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).Value).Raw("\""u8);

    /// <summary>Adds a member with a text.</summary>
    public static TemplateWriter Member(this TemplateWriter writer, string name, string text) => writer.Quoted(name).Raw(":"u8).Quoted(text);

    /// <summary>A real number that is read back as one.</summary>
    public static string Real(double value)
    {
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        return text.AsSpan().IndexOfAny('.', 'E') < 0 ? text + ".0" : text;
    }
}
