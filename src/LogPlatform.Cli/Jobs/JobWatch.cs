using LogPlatform.Cli.Api;
using LogPlatform.Cli.App;
using LogPlatform.Cli.Rendering;
using Spectre.Console;

namespace LogPlatform.Cli.Jobs;

/// <summary>Follows a rehearsal or a rewind to its end, with a bar where a person watches.</summary>
/// <typeparam name="T">Which.</typeparam>
/// <param name="session">The command.</param>
/// <param name="path">Where its state is read.</param>
/// <param name="left">What to say when nobody follows it any longer.</param>
internal sealed class JobWatch<T>(Session session, string path, string left)
    where T : class
{
    /// <summary>What is being done, in a few words.</summary>
    public required string Title { get; init; }

    /// <summary>Whether it is over.</summary>
    public required Predicate<T> IsOver { get; init; }

    /// <summary>How much of it is done, and how much there is; zero when that is not known yet.</summary>
    public required Func<T, (long Done, long All)> Progress { get; init; }

    /// <summary>Follows.</summary>
    /// <returns>Its state at the end.</returns>
    public async Task<Answer<T>> RunAsync(Answer<T> state, CancellationToken cancellationToken)
    {
        var console = session.Terminal.ErrorConsole;
        try
        {
            if (session.Json || !console.Profile.Capabilities.Interactive)
            {
                return await FollowAsync(state, _ => { }, cancellationToken);
            }

            return await console.Progress()
                .AutoClear(true)
                .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
                .StartAsync(progress =>
                {
                    var bar = progress.AddTask(Markup.Escape(PlainText.OneLine(Title)));
                    return FollowAsync(
                        state,
                        now =>
                        {
                            var (done, all) = Progress(now);
                            bar.IsIndeterminate = all == 0;
                            bar.MaxValue = Math.Max(1, all);
                            bar.Value = done;
                        },
                        cancellationToken);
                });
        }
        catch (OperationCanceledException)
        {
            session.Terminal.Note(left);
            throw;
        }
    }

    private async Task<Answer<T>> FollowAsync(Answer<T> state, Action<T> show, CancellationToken cancellationToken)
    {
        var reader = new PatientReader<T>(session, path);
        while (true)
        {
            show(state.Value);
            if (IsOver(state.Value))
            {
                return state;
            }

            state = await reader.NextAsync(cancellationToken);
        }
    }
}
