namespace LogPlatform.Core.Filters;

/// <summary>Bounds of a filter: a stranger may send one.</summary>
public static class FilterLimits
{
    /// <summary>Longest filter, UTF-16 characters.</summary>
    public const int Length = 8192;

    /// <summary>Deepest nesting of parentheses and negations.</summary>
    public const int Depth = 64;

    /// <summary>Most conditions in one filter.</summary>
    public const int Terms = 256;

    /// <summary>Most values behind <c>in</c>.</summary>
    public const int ListValues = 256;

    /// <summary>Longest regular expression, UTF-16 characters.</summary>
    public const int PatternLength = 1000;

    /// <summary>Most names in a dotted path; a longer name is an attribute's full name only.</summary>
    public const int PathNames = 8;
}
