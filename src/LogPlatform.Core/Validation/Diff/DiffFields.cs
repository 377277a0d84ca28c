using System.Collections.Frozen;
using System.Text;

namespace LogPlatform.Core.Validation.Diff;

/// <summary>
/// How differences name fields: as the filter language does, attributes bare, members of maps by dotted names. A record attribute that is called like a built-in field gets
/// the prefix <c>attributes.</c>
/// </summary>
public static class DiffFields
{
    /// <summary>A record is kept by one release and dropped or quarantined by the other.</summary>
    public const string Fate = "fate";

    /// <summary>Stands for the fields and services beyond the number that is kept apart.</summary>
    public const string Other = "(other)";

    private static readonly byte[][] Prefixes = [.. new[] { "attributes.", "resource.", "scope.", "body." }.Select(Encoding.ASCII.GetBytes)];

    private static readonly FrozenSet<string> BuiltIn = new[]
    {
        Fate, "time", "observed", "severity", "severity_text", "body", "event", "trace_id", "span_id", "flags", "dropped_attributes", "service", "scope", "scope_version",
        "scope_schema_url", "scope_dropped_attributes", "resource_schema_url", "resource_dropped_attributes", "batch", "generation", "release",
    }.ToFrozenSet();

    private static readonly int LongestBuiltIn = BuiltIn.Max(name => name.Length);

    /// <summary>Whether a record attribute of this name needs the prefix.</summary>
    internal static bool NeedsPrefix(ReadOnlySpan<byte> name)
    {
        foreach (var prefix in Prefixes)
        {
            if (name.StartsWith(prefix))
            {
                return true;
            }
        }

        if (name.Length > LongestBuiltIn)
        {
            return false;
        }

        Span<char> chars = stackalloc char[name.Length];
        return BuiltIn.GetAlternateLookup<ReadOnlySpan<char>>().Contains(chars[..Encoding.UTF8.GetChars(name, chars)]);
    }
}
