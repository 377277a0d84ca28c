using System.CommandLine;
using System.Globalization;
using LogPlatform.Cli.Api;
using LogPlatform.Cli.App;
using LogPlatform.Cli.Deployments;
using LogPlatform.Cli.Rendering;
using LogPlatform.Core.Rollouts;

namespace LogPlatform.Cli.Commands;

/// <summary>What a person decides about a deployment: <c>logctl approve</c>, <c>abort</c>, <c>rollback</c>, <c>drain</c>.</summary>
internal sealed class DecisionCommands
{
    private readonly Argument<long?> _id = new("ID") { Description = "Number of the deployment; default: the last one", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> _reason = new("--reason") { Description = "Why, for the audit log", HelpName = "TEXT" };
    private readonly Option<bool> _anyway = new("--force") { Description = "Also when what the release wrote may be unreadable afterwards" };
    private readonly Option<bool> _forced = new("--force") { Description = "Seal the old generation now; what it still holds is processed again" };
    private readonly Option<string> _why = new("--reason") { Description = "Why, for the audit log", HelpName = "TEXT", Required = true };
    private readonly Option<bool> _wait = new("--wait") { Description = "Wait until the release before serves and the other one is drained" };

    /// <summary>Adds the commands to the root.</summary>
    public static void AddTo(RootCommand root, CommandFrame frame, ExampleBook examples)
    {
        var decide = new DecisionCommands();
        var approve = new Command("approve", "Approves the switch of a deployment that waits for it.") { decide._id, decide._reason };
        var abort = new Command("abort", "Stops a deployment before its switch; production is untouched.") { decide._id, decide._reason };
        var rollback = new Command("rollback", "Puts the release before back. It serves when the command returns, unless its slot has to be filled first.")
        {
            decide._id, decide._reason, decide._anyway, decide._wait,
        };
        var drain = new Command("drain", "Ends a drain that takes too long. A decision of its own: it is logged as one.") { decide._id, decide._forced, decide._why };
        drain.Validators.Add(result =>
        {
            if (!result.Has(decide._forced))
            {
                result.AddError("A drain ends by itself; only --force ends it early");
            }
        });
        examples.Add(approve, "logctl approve", "logctl approve 12 --reason 'differences reviewed'");
        examples.Add(abort, "logctl abort --reason 'wrong branch'");
        examples.Add(rollback, "logctl rollback --reason 'checkout is slow'", "logctl rollback 12 --wait");
        examples.Add(drain, "logctl drain --force --reason 'a unit hangs in green-1'", "logctl drain --force 12 --reason 'a unit hangs'");
        root.Add(frame.Bind(approve, decide.ApproveAsync));
        root.Add(frame.Bind(abort, decide.AbortAsync));
        root.Add(frame.Bind(rollback, decide.RollbackAsync));
        root.Add(frame.Bind(drain, decide.DrainAsync));
    }

    private static async Task<ExitCode> ShowAsync(Session session, Answer<RolloutState> answer)
    {
        if (session.Json)
        {
            await Tables.PrintJsonAsync(session, answer.Json);
        }
        else
        {
            await session.Terminal.Out.WriteLineAsync(PlainText.OneLine(DeploymentOutcome.Sentence(answer.Value)));
        }

        return ExitCode.Ok;
    }

    private async Task<ExitCode> ApproveAsync(ParseResult parsed, Session session, CancellationToken cancellationToken) =>
        await ShowAsync(session, await CommandAsync(parsed, session, "approve", new { Reason = parsed.GetValue(_reason) ?? string.Empty }, cancellationToken));

    private async Task<ExitCode> AbortAsync(ParseResult parsed, Session session, CancellationToken cancellationToken) =>
        await ShowAsync(session, await CommandAsync(parsed, session, "abort", new { Reason = parsed.GetValue(_reason) ?? string.Empty }, cancellationToken));

    private async Task<ExitCode> RollbackAsync(ParseResult parsed, Session session, CancellationToken cancellationToken)
    {
        var body = new { Reason = parsed.GetValue(_reason) ?? string.Empty, Force = parsed.GetValue(_anyway) };
        var answer = await CommandAsync(parsed, session, "rollback", body, cancellationToken);
        if (!parsed.GetValue(_wait))
        {
            return await ShowAsync(session, answer);
        }

        var end = await new DeploymentWatch(session, DeploymentGoal.RolledBack).RunAsync(answer, cancellationToken);
        return await DeploymentOutcome.ShowAsync(session, end, DeploymentGoal.RolledBack);
    }

    private async Task<ExitCode> DrainAsync(ParseResult parsed, Session session, CancellationToken cancellationToken) =>
        await ShowAsync(session, await CommandAsync(parsed, session, "force-drain", new { Reason = parsed.GetRequiredValue(_why) }, cancellationToken));

    private async Task<Answer<RolloutState>> CommandAsync(ParseResult parsed, Session session, string command, object body, CancellationToken cancellationToken)
    {
        var id = parsed.GetValue(_id)?.ToString(CultureInfo.InvariantCulture);
        if (id is null && command != "rollback")
        {
            var latest = await session.Api.GetAsync<RolloutState>("/api/v1/deployments/latest", new ApiQuery(), cancellationToken);
            id = latest.Value.Id.ToString();
        }

        var path = id is null ? "/api/v1/rollback" : $"/api/v1/deployments/{id}/{command}";
        return await session.Api.SendAsync<RolloutState>(HttpMethod.Post, path, new ApiQuery(), body, cancellationToken);
    }
}
