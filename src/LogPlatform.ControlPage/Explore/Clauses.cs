namespace LogPlatform.ControlPage.Explore;

/// <summary>Adds conditions to a filter as it is written.</summary>
internal static class Clauses
{
    /// <summary>The filter, and a field having a value; or not having it.</summary>
    public static string With(string filter, string field, string value, bool isExcluded)
    {
        var clause = $"{field} {(isExcluded ? "!=" : "=")} {Quote(value)}";
        var before = filter.Trim();
        return before.Length == 0 || before == "*" ? clause
            : before.Contains(" or ", StringComparison.OrdinalIgnoreCase) ? $"({before}) and {clause}"
            : $"{before} and {clause}";
    }

    private static string Quote(string value) =>
        value.Length > 0 && value.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.') && !char.IsAsciiDigit(value[0]) && value is not ("and" or "or" or "not" or "in" or "exists" or "like" or "matches" or "contains")
            ? value
            : "\"" + value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal).Replace("\r", "\\r", StringComparison.Ordinal).Replace("\t", "\\t", StringComparison.Ordinal) + "\"";
}
