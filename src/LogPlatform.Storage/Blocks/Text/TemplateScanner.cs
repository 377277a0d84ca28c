using LogPlatform.Core.Records;

namespace LogPlatform.Storage.Blocks.Text;

/// <summary>Splits text into a template, which is its constant parts with a placeholder byte for each variable, and its variables.</summary>
internal static class TemplateScanner
{
    /// <summary>Stands for a variable in a template. Text that has this byte is not split.</summary>
    public const byte Placeholder = 1;

    /// <summary>Variables of one text; what follows is constant. Bounds the columns that one long text can ask for.</summary>
    public const int MostVariables = 64;

    /// <summary>Appends the template of a text of <paramref name="arena"/> to <paramref name="template"/>, and its variables.</summary>
    public static void Split(ReadOnlySpan<byte> arena, TextRef range, GrowList<byte> template, GrowList<TextRef> variables)
    {
        var text = arena.Slice(range.Offset, range.Length);
        // A placeholder is never longer than its variable.
        var start = template.Count;
        var target = template.AddUninitialized(text.Length);
        var written = 0;
        var copied = 0;
        var finder = new VariableFinder(arena, range);
        for (var count = 0; count < MostVariables && finder.Next(out var first, out var end); count++)
        {
            var constant = text[copied..first];
            constant.CopyTo(target[written..]);
            written += constant.Length;
            target[written++] = Placeholder;
            variables.Add(new TextRef(range.Offset + first, end - first));
            copied = end;
        }

        text[copied..].CopyTo(target[written..]);
        template.Truncate(start + written + text.Length - copied);
    }
}
