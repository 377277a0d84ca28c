using System.CommandLine;
using System.CommandLine.Parsing;

namespace LogPlatform.Cli.App;

/// <summary>Checks of options that are reported like any other mistake on the command line.</summary>
internal static class OptionRules
{
    /// <summary>Refuses a value that does not satisfy <paramref name="rule"/>.</summary>
    /// <param name="option">The option.</param>
    /// <param name="rule">What must hold.</param>
    /// <param name="message">What to say when it does not.</param>
    public static void Must<T>(this Option<T> option, Predicate<T> rule, string message) => option.Validators.Add(result =>
    {
        T? value;
        try
        {
            value = result.GetValueOrDefault<T>();
        }
        catch (InvalidOperationException)
        {
            // Not even a value of its type: that is reported already.
            return;
        }

        if (value is not null && !rule(value))
        {
            result.AddError(message);
        }
    });

    /// <summary>Whether a person wrote the option.</summary>
    public static bool Has(this SymbolResult result, Option option) => result.GetResult(option) is { Implicit: false };
}
