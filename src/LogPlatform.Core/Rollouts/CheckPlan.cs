using LogPlatform.Core.Validation;

namespace LogPlatform.Core.Rollouts;

/// <summary>Which checks a strategy asks for at a stage.</summary>
public static class CheckPlan
{
    /// <summary>The checks that are run, advisory ones too: the built-in ones in the order in which they are shown, then the custom ones that the strategy names.</summary>
    public static IReadOnlyList<string> Of(Strategy strategy, CheckStage stage) => Named(strategy, stage, CheckMode.Required, CheckMode.Advisory);

    /// <summary>The checks that must pass.</summary>
    public static IReadOnlyList<string> RequiredOf(Strategy strategy, CheckStage stage) => Named(strategy, stage, CheckMode.Required);

    private static List<string> Named(Strategy strategy, CheckStage stage, params CheckMode[] modes) =>
    [
        .. CheckNames.All
            .Concat(strategy.Checks.Keys.Where(name => name.StartsWith(CheckNames.CustomPrefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
            .Where(check => CheckNames.RunsAt(check, stage) && modes.Contains(strategy.ModeOf(check))),
    ];
}
