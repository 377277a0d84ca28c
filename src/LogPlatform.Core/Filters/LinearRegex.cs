using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace LogPlatform.Core.Filters;

/// <summary>Regular expressions whose search takes time linear in the text: the only ones that filters and rules accept.</summary>
public static class LinearRegex
{
    /// <summary>Compiles a pattern in .NET's syntax. False, with what was expected, when it is invalid, too long, or would need backtracking.</summary>
    public static bool TryCreate(string pattern, [NotNullWhen(true)] out Regex? regex, out string problem)
    {
        regex = null;
        problem = string.Empty;
        if (pattern.Length > FilterLimits.PatternLength)
        {
            problem = $"expected a regular expression of at most {FilterLimits.PatternLength} characters, found {pattern.Length}";
            return false;
        }

        try
        {
            regex = new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (ArgumentException invalid)
        {
            problem = $"expected a regular expression: {invalid.Message}";
        }
        catch (NotSupportedException)
        {
            problem = "expected a regular expression without look-around, back-references and large repetitions (they would need backtracking)";
        }

        return regex is not null;
    }
}
