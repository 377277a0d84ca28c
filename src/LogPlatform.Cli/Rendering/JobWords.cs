using LogPlatform.Core.Rehearsals;
using Color = Spectre.Console.Color;

namespace LogPlatform.Cli.Rendering;

/// <summary>Phases of rehearsals and rewinds in colours.</summary>
internal static class JobWords
{
    /// <summary>The colour.</summary>
    public static Color ColorOf(JobPhase phase) => phase switch
    {
        JobPhase.Succeeded => Color.Green,
        JobPhase.Failed => Color.Red,
        JobPhase.Cancelled => Color.Yellow,
        _ => Color.Aqua,
    };
}
