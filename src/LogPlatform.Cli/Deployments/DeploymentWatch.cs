using LogPlatform.Cli.Api;
using LogPlatform.Cli.App;
using LogPlatform.Cli.Rendering;
using LogPlatform.Core.Rollouts;
using Spectre.Console;

namespace LogPlatform.Cli.Deployments;

/// <summary>Follows a deployment until what somebody waits for has come, or cannot come any more.</summary>
internal sealed class DeploymentWatch(Session session, DeploymentGoal goal)
{
    private bool _saidThatItWaits;

    /// <summary>Follows: as a picture that changes where a person watches, line by line elsewhere, silently for programs.</summary>
    /// <returns>The deployment at the end.</returns>
    public async Task<Answer<RolloutState>> RunAsync(Answer<RolloutState> state, CancellationToken cancellationToken)
    {
        try
        {
            if (session.Json)
            {
                return await FollowAsync(state, (_, _) => Task.CompletedTask, cancellationToken);
            }

            if (!session.Terminal.IsInteractive)
            {
                return await FollowAsync(state, new PhaseLines(session).WriteAsync, cancellationToken);
            }

            return await session.Terminal.Console.Live(DeploymentView.Create(state.Value, session.Time.GetUtcNow())).AutoClear(false).StartAsync(live =>
                FollowAsync(
                    state,
                    (now, token) =>
                    {
                        live.UpdateTarget(DeploymentView.Create(now, session.Time.GetUtcNow()));
                        live.Refresh();
                        return session.Terminal.Out.FlushAsync(token);
                    },
                    cancellationToken));
        }
        catch (OperationCanceledException)
        {
            session.Terminal.Note($"Deployment {state.Value.Id} goes on without being watched: `logctl status --watch`, `logctl abort`, `logctl rollback`.");
            throw;
        }
    }

    private async Task<Answer<RolloutState>> FollowAsync(Answer<RolloutState> state, Func<RolloutState, CancellationToken, Task> show, CancellationToken cancellationToken)
    {
        var reader = new PatientReader<RolloutState>(session, $"/api/v1/deployments/{state.Value.Id}");
        while (true)
        {
            await show(state.Value, cancellationToken);
            if (goal.Judge(state.Value) is not null)
            {
                return state;
            }

            if (state.Value.Phase == RolloutPhase.AwaitingApproval && !_saidThatItWaits)
            {
                _saidThatItWaits = true;
                session.Terminal.Note($"Deployment {state.Value.Id} is validated and waits for `logctl approve {state.Value.Id}`.");
            }

            state = await reader.NextAsync(cancellationToken);
        }
    }
}
