using System.Globalization;
using System.Text;

namespace LogPlatform.Cli.Rendering;

/// <summary>Makes text from a log safe to print: a record must not be able to move the cursor, change colours or hide itself on the reader's terminal.</summary>
internal static class PlainText
{
    /// <summary>The text on one line: line breaks as <c>↵</c>, tabs as spaces, every other control character as its escape.</summary>
    public static string OneLine(string text)
    {
        if (!NeedsWork(text))
        {
            return text;
        }

        var output = new StringBuilder(text.Length + 16);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '\r' && i + 1 < text.Length && text[i + 1] == '\n')
            {
                continue;
            }

            _ = c switch
            {
                '\n' or '\r' => output.Append(" ↵ "),
                '\t' => output.Append("  "),
                _ when IsUnsafe(c) => output.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => output.Append(c),
            };
        }

        return output.ToString();
    }

    /// <summary>The lines of a text, each safe by itself.</summary>
    public static IEnumerable<string> Lines(string text) => text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n').Select(OneLine);

    private static bool NeedsWork(string text)
    {
        foreach (var c in text)
        {
            if (IsUnsafe(c))
            {
                return true;
            }
        }

        return false;
    }

    // Besides C0 and C1: marks that reverse the order in which text is shown.
    private static bool IsUnsafe(char c) => char.IsControl(c) || c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
