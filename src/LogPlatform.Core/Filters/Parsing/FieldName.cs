namespace LogPlatform.Core.Filters.Parsing;

/// <summary>The spelling of fields.</summary>
internal static class FieldName
{
    private const string Symbols = "_.-/@$#+%";

    private static readonly (string Name, Field Field)[] Fixed =
    [
        ("time", Field.Time),
        ("severity", Field.Severity),
        ("severity_text", Field.SeverityText),
        ("body", Field.Body),
        ("trace_id", Field.TraceId),
        ("span_id", Field.SpanId),
        ("event", Field.Event),
        ("service", Field.Service),
        ("scope", Field.Scope),
        ("batch", Field.Batch),
        ("generation", Field.Generation),
        ("release", Field.Release),
    ];

    private static readonly (string Prefix, Field Field)[] Prefixes =
    [
        ("attributes.", Field.RecordAttribute),
        ("resource.", Field.ResourceAttribute),
        ("scope.", Field.ScopeAttribute),
        ("body.", Field.Body),
    ];

    private static readonly string[] Keywords = ["and", "or", "not", "in", "exists", "contains", "like", "matches"];

    /// <summary>The field of a word whose first <paramref name="bare"/> characters stand outside of quotes. Quoted names mean nothing but themselves.</summary>
    public static bool TryRecognize(string word, int bare, out FieldRef? field, out string? problem)
    {
        problem = null;
        foreach (var (name, known) in Fixed)
        {
            if (bare == word.Length && word == name)
            {
                field = new FieldRef(known);
                return true;
            }
        }

        foreach (var (prefix, known) in Prefixes)
        {
            if (bare >= prefix.Length && word.StartsWith(prefix, StringComparison.Ordinal))
            {
                field = new FieldRef(known, word[prefix.Length..]);
                problem = field.Name.Length == 0 ? $"expected a name after '{prefix}'" : null;
                return problem is null;
            }
        }

        field = new FieldRef(Field.Attribute, word);
        problem = word.Length == 0 ? "expected a field name" : bare == word.Length && word.Contains('*') ? "expected a field name without '*'" : null;
        return problem is null;
    }

    public static string Write(FieldRef field)
    {
        foreach (var (name, known) in Fixed)
        {
            if (known == field.Field && field.Name.Length == 0)
            {
                return name;
            }
        }

        foreach (var (prefix, known) in Prefixes)
        {
            if (known == field.Field)
            {
                return prefix + (IsPlain(field.Name) ? field.Name : Quote(field.Name));
            }
        }

        var plain = IsPlain(field.Name)
            && !Array.Exists(Fixed, one => one.Name == field.Name)
            && !Array.Exists(Prefixes, one => field.Name.StartsWith(one.Prefix, StringComparison.Ordinal))
            && !Array.Exists(Keywords, one => one.Equals(field.Name, StringComparison.OrdinalIgnoreCase));
        return plain ? field.Name : Quote(field.Name);
    }

    private static bool IsPlain(string name) => name.Length > 0 && name[0] != '-' && name.All(static c => char.IsLetterOrDigit(c) || Symbols.Contains(c));

    private static string Quote(string name) => $"`{name.Replace("`", "``", StringComparison.Ordinal)}`";
}
