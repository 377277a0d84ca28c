using System.CommandLine;
using LogPlatform.Cli.Api;
using LogPlatform.Cli.App;
using LogPlatform.Cli.Deployments;
using LogPlatform.Cli.Rendering;
using LogPlatform.Core.Rollouts;

namespace LogPlatform.Cli.Commands;

/// <summary><c>logctl deploy</c>.</summary>
internal sealed class DeployCommand
{
    private readonly Argument<string> _release = new("RELEASE") { Description = "The release, as `release list` shows it" };
    private readonly StrategyOptions _strategy = new();
    private readonly Option<string?> _reason = new("--reason") { Description = "Why, for the audit log", HelpName = "TEXT" };
    private readonly Option<bool> _wait = new("--wait") { Description = "Follow it to the end, and fail when it fails" };
    private readonly Option<string?> _waitFor = new("--wait-for") { Description = "Follow it until then", HelpName = "validated|switched|succeeded" };
    private readonly Option<bool> _detach = new("--detach") { Description = "Start it and go; on a terminal it is followed otherwise" };

    /// <summary>Creates the command.</summary>
    public static Command Create(CommandFrame frame, ExampleBook examples)
    {
        var deploy = new DeployCommand();
        var command = new Command("deploy", "Ships a release: fills the idle slot, validates it on mirrored traffic, switches, watches it, and goes back by itself when it is worse.");
        command.Add(deploy._release);
        deploy._strategy.AddTo(command);
        command.Add(deploy._reason);
        command.Add(deploy._wait);
        deploy._waitFor.AcceptOnlyFromAmong("validated", "switched", "succeeded");
        command.Add(deploy._waitFor);
        command.Add(deploy._detach);
        command.Validators.Add(result =>
        {
            if (result.Has(deploy._detach) && (result.Has(deploy._wait) || result.Has(deploy._waitFor)))
            {
                result.AddError("--detach and --wait contradict each other: give one of them");
            }
        });
        examples.Add(
            command,
            "logctl deploy 1.4.0-3f9a2b1c",
            "logctl deploy 1.4.0-3f9a2b1c --wait --reason \"build $BUILD\"       # in a pipeline: fails the build when it fails",
            "logctl deploy 1.4.0-3f9a2b1c --manual --wait-for validated       # then: logctl approve",
            "logctl deploy 1.4.0-3f9a2b1c --strategy strategy.json --bake 30m --advisory resources --check custom:smoke");
        return frame.Bind(command, deploy.RunAsync);
    }

    private async Task<ExitCode> RunAsync(ParseResult parsed, Session session, CancellationToken cancellationToken)
    {
        var release = await ReleaseCommand.ResolveAsync(session, parsed.GetRequiredValue(_release), cancellationToken);
        var strategy = await _strategy.ReadAsync(parsed, session.Context, cancellationToken);
        var request = new { Release = release, Strategy = strategy, Reason = parsed.GetValue(_reason) ?? string.Empty };
        var started = await session.Api.SendAsync<RolloutState>(HttpMethod.Post, "/api/v1/deployments", new ApiQuery(), request, cancellationToken);
        if (!Follows(parsed, session))
        {
            return await LeaveAsync(session, started);
        }

        var goal = parsed.GetValue(_waitFor) switch
        {
            "validated" => DeploymentGoal.Validated,
            "switched" => DeploymentGoal.Switched,
            _ => DeploymentGoal.Succeeded,
        };
        var end = await new DeploymentWatch(session, goal).RunAsync(started, cancellationToken);
        return await DeploymentOutcome.ShowAsync(session, end, goal);
    }

    private bool Follows(ParseResult parsed, Session session) =>
        parsed.GetValue(_wait)
        || parsed.GetValue(_waitFor) is not null
        || (session.Terminal.IsInteractive && !session.Json && !parsed.GetValue(_detach));

    private static async Task<ExitCode> LeaveAsync(Session session, Answer<RolloutState> started)
    {
        if (session.Json)
        {
            await Tables.PrintJsonAsync(session, started.Json);
            return ExitCode.Ok;
        }

        await session.Terminal.Out.WriteLineAsync(PlainText.OneLine(DeploymentOutcome.Sentence(started.Value)));
        session.Terminal.Note("Watch it with `logctl status --watch`; `logctl abort` stops it before the switch.");
        return ExitCode.Ok;
    }
}
