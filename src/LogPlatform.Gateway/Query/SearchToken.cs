using System.Globalization;
using LogPlatform.Storage.Query;

namespace LogPlatform.Gateway.Query;

/// <summary>
/// Where a search continues, for clients: the engine's cursor and the time range, which a client may have given relative to the present of its
/// first page.
/// </summary>
internal sealed record SearchToken(SearchCursor Cursor, long FromUnixNano, long ToUnixNano)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Cursor}.{FromUnixNano:x}.{ToUnixNano:x}");

    public static bool TryParse(string text, out SearchToken? token)
    {
        token = null;
        var parts = text.Split('.');
        if (parts.Length != 3
            || !SearchCursor.TryParse(parts[0], out var cursor)
            || !long.TryParse(parts[1], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var from)
            || !long.TryParse(parts[2], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var to))
        {
            return false;
        }

        token = new SearchToken(cursor!, from, to);
        return true;
    }
}
