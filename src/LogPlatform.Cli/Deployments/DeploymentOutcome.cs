using LogPlatform.Cli.Api;
using LogPlatform.Cli.App;
using LogPlatform.Cli.Rendering;
using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Validation;

namespace LogPlatform.Cli.Deployments;

/// <summary>Says how it ended: in a sentence, with the checks that failed, and as an exit code.</summary>
internal static class DeploymentOutcome
{
    /// <summary>Says it.</summary>
    /// <returns>Ok when <paramref name="goal"/> was reached.</returns>
    public static async Task<ExitCode> ShowAsync(Session session, Answer<RolloutState> answer, DeploymentGoal goal)
    {
        var state = answer.Value;
        var isReached = goal.Judge(state) == true;
        if (session.Json)
        {
            await Tables.PrintJsonAsync(session, answer.Json);
        }
        else if (isReached)
        {
            await session.Terminal.Out.WriteLineAsync(session.Terminal.Ink.Paint(Tint.Green, PlainText.OneLine(Sentence(state))));
        }

        if (!isReached)
        {
            Accuse(session.Terminal, state);
        }

        return isReached ? ExitCode.Ok : ExitCode.Failed;
    }

    /// <summary>Where a deployment is, in a sentence.</summary>
    public static string Sentence(RolloutState state) => state.Phase switch
    {
        RolloutPhase.Succeeded => $"Deployment {state.Id} succeeded: {Serves(state.Switched?.Generation.Value, state.Release.Name)}{Took(state.SwitchTiming)}.",
        RolloutPhase.RolledBack => $"Deployment {state.Id} is rolled back: {Serves(state.Restored?.Generation.Value, state.Before.Release.Name)}{Took(state.RollbackTiming)}.",
        RolloutPhase.AwaitingApproval => $"Deployment {state.Id} is validated and waits for an approval.",
        RolloutPhase.Failed or RolloutPhase.Aborted => $"Deployment {state.Id} {(state.Phase == RolloutPhase.Failed ? "failed" : "was aborted")}: {state.Outcome}",
        _ when state.Restored is { } restored => $"Deployment {state.Id} is {PhaseWords.Of(state.Phase)}: {Serves(restored.Generation.Value, state.Before.Release.Name)}{Took(state.RollbackTiming)}.",
        _ when state.Switched is { } switched => $"Deployment {state.Id} is {PhaseWords.Of(state.Phase)}: {Serves(switched.Generation.Value, state.Release.Name)}{Took(state.SwitchTiming)}.",
        _ => $"Deployment {state.Id} of {state.Release} is {PhaseWords.Of(state.Phase)}.",
    };

    private static string Serves(long? generation, string release) => $"generation {generation} of release {release} serves";

    private static string Took(SwitchTiming? timing) => timing is null ? string.Empty
        : $"; the switch took {Figures.Duration(timing.Command)}"
            + (timing.Drained is { } drained ? $", the last unit on the old slot ended {Figures.Duration(drained)} later" : string.Empty);

    private static void Accuse(Terminal terminal, RolloutState state)
    {
        terminal.Error.WriteLine($"{terminal.ErrorInk.Paint(Tint.Red, "error:")} {PlainText.OneLine(Sentence(state))}");
        if (state.Outcome is { } outcome && state.Phase is not (RolloutPhase.Failed or RolloutPhase.Aborted))
        {
            terminal.Error.WriteLine(PlainText.OneLine(outcome));
        }

        foreach (var report in state.Checks.Where(report => report.Verdict == Verdict.Fail))
        {
            var mode = state.Strategy.ModeOf(report.Check) == CheckMode.Advisory ? " (advisory)" : string.Empty;
            terminal.Error.WriteLine(PlainText.OneLine($"Check {report.Check}{mode} failed: {report.Summary}"));
            if (report.Changes.Count > 0)
            {
                terminal.ErrorConsole.Write(ChangeTable.Create(report.Changes));
            }
        }

        terminal.Note($"The whole report: logctl history show {state.Id}");
    }
}
