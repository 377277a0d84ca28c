using System.Text.Json;
using LogPlatform.Cli.Api;
using LogPlatform.Cli.Deployments;
using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Validation;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace LogPlatform.Cli.Rendering;

/// <summary>A deployment that is under way, or has just ended, as a picture of now.</summary>
internal static class DeploymentView
{
    private static readonly RolloutPhase[] Course =
    [
        RolloutPhase.Provisioning, RolloutPhase.Validating, RolloutPhase.AwaitingApproval, RolloutPhase.Switching, RolloutPhase.Draining, RolloutPhase.Baking, RolloutPhase.Succeeded,
    ];

    /// <summary>Draws a deployment.</summary>
    /// <param name="state">The deployment.</param>
    /// <param name="now">The time.</param>
    /// <param name="mirror">What <c>/api/v1/mirror</c> says; undefined when it was not asked.</param>
    public static IRenderable Create(RolloutState state, DateTimeOffset now, JsonElement mirror = default)
    {
        var parts = new List<IRenderable> { Headline(state, now), Path(state) };
        if (Stage(state) is { Length: > 0 } reports)
        {
            parts.Add(CheckTable.Create(reports, state.Strategy));
        }

        if (!state.Phase.IsEnd() && mirror.ValueKind == JsonValueKind.Object && mirror.Number("records") is not null)
        {
            parts.Add(Mirror(mirror));
        }

        return new Rows(parts);
    }

    private static Paragraph Headline(RolloutState state, DateTimeOffset now)
    {
        var line = new Paragraph();
        line.Append(PlainText.OneLine(DeploymentOutcome.Sentence(state)), new Style(PhaseWords.ColorOf(state.Phase), decoration: Decoration.Bold));
        if (state.Phase.IsEnd())
        {
            if (state.WarmUntil is { } warm && warm > now)
            {
                line.Append($" The old slot stays warm for {Figures.Duration(warm - now)}.");
            }

            return line;
        }

        line.Append($" For {Figures.Duration(Positive(now - state.PhaseSince))}");
        line.Append(state.Deadline is { } deadline ? $"; {Figures.Duration(Positive(deadline - now))} until its deadline." : ".");
        line.Append(state.IsDrainOverdue && state.Phase == RolloutPhase.Draining ? $" The drain takes too long: `logctl drain --force {state.Id} --reason ...` ends it." : string.Empty, new Style(Color.Red));
        line.Append(state.IsNotReversible ? " Not reversible: a rollback needs --force." : string.Empty, new Style(Color.Yellow));
        return line;
    }

    // Every step of the way to success, and how far it came; the way back is told by the headline.
    private static Paragraph Path(RolloutState state)
    {
        var seen = state.Timeline.Select(entry => entry.Phase).Append(state.Phase).ToHashSet();
        var line = new Paragraph();
        foreach (var phase in Course.Where(phase => phase != RolloutPhase.AwaitingApproval || seen.Contains(phase) || !state.Strategy.AutoPromote))
        {
            line.Append(phase == Course[0] ? string.Empty : " > ", new Style(Color.Grey));
            line.Append(phase.ToString(), phase == state.Phase ? new Style(PhaseWords.ColorOf(phase), decoration: Decoration.Bold) : new Style(seen.Contains(phase) ? Color.Green : Color.Grey));
        }

        return line;
    }

    private static CheckReport[] Stage(RolloutState state)
    {
        var stage = state.Switched is null ? CheckStage.Validation : CheckStage.Bake;
        return [.. state.Checks.Where(report => report.Stage == stage)];
    }

    private static Text Mirror(JsonElement mirror)
    {
        var lag = TimeSpan.TryParse(mirror.Text("lag"), System.Globalization.CultureInfo.InvariantCulture, out var given) ? given : TimeSpan.Zero;
        var text = $"Mirror: {Figures.Count(mirror.Number("liveUnits") ?? 0, "live unit")} and {Figures.Count(mirror.Number("replayedUnits") ?? 0)} replayed, "
            + $"{Figures.Count(mirror.Number("records") ?? 0, "record")}; {Figures.Count(mirror.Number("leftOut") ?? 0)} left out, {Figures.Count(mirror.Number("waiting") ?? 0)} waiting";
        return new Text(text + (lag > TimeSpan.Zero ? $", {Figures.Duration(lag)} behind." : "."));
    }

    private static TimeSpan Positive(TimeSpan duration) => duration > TimeSpan.Zero ? duration : TimeSpan.Zero;
}
