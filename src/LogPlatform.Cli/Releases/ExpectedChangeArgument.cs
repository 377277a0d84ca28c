using System.CommandLine.Parsing;
using LogPlatform.Core.Releases;

namespace LogPlatform.Cli.Releases;

/// <summary>A declared difference as people type it: <c>FIELD</c> or <c>FIELD@SERVICE</c>.</summary>
internal static class ExpectedChangeArgument
{
    /// <summary>Parses an option's values.</summary>
    public static ExpectedChange[] Parse(ArgumentResult result)
    {
        var changes = new List<ExpectedChange>();
        foreach (var token in result.Tokens)
        {
            // The last one: a field's name may have an @ in it, a service's hardly ever does.
            var at = token.Value.LastIndexOf('@');
            var (field, service) = at > 0 ? (token.Value[..at], token.Value[(at + 1)..]) : (token.Value, null);
            if (field.Length == 0 || service is { Length: 0 })
            {
                result.AddError($"'{token.Value}' is no expected change: write FIELD or FIELD@SERVICE, like user.email@auth");
            }
            else
            {
                changes.Add(new ExpectedChange(field, service));
            }
        }

        return [.. changes];
    }
}
