using LogPlatform.Cli.App;
using LogPlatform.Core.Validation;
using Color = Spectre.Console.Color;

namespace LogPlatform.Cli.Rendering;

/// <summary>Verdicts in words and colours.</summary>
internal static class VerdictWords
{
    /// <summary>The word.</summary>
    public static string Of(Verdict verdict) => verdict switch
    {
        Verdict.Pass => "passed",
        Verdict.Fail => "failed",
        _ => "no verdict yet",
    };

    /// <summary>The colour in a line.</summary>
    public static Tint TintOf(Verdict verdict) => verdict switch
    {
        Verdict.Pass => Tint.Green,
        Verdict.Fail => Tint.Red,
        _ => Tint.Yellow,
    };

    /// <summary>The colour in a table.</summary>
    public static Color ColorOf(Verdict verdict) => verdict switch
    {
        Verdict.Pass => Color.Green,
        Verdict.Fail => Color.Red,
        _ => Color.Yellow,
    };
}
