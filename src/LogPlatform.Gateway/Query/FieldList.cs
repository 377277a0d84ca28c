using System.Diagnostics.CodeAnalysis;
using LogPlatform.Core.Filters;

namespace LogPlatform.Gateway.Query;

/// <summary>Reads names of fields with commas between; a comma inside of backquotes is part of a name.</summary>
internal static class FieldList
{
    private const int Most = 20;

    public static bool TryParse(string? text, [NotNullWhen(true)] out IReadOnlyList<FieldRef>? fields)
    {
        List<FieldRef> read = [];
        fields = null;
        var start = 0;
        var quoted = false;
        text ??= string.Empty;
        for (var i = 0; i <= text.Length; i++)
        {
            quoted ^= i < text.Length && text[i] == '`';
            if (i < text.Length && (quoted || text[i] != ','))
            {
                continue;
            }

            if (read.Count == Most || !FieldRef.TryParse(text[start..i].Trim(), out var field))
            {
                return false;
            }

            read.Add(field!);
            start = i + 1;
        }

        fields = read;
        return true;
    }
}
