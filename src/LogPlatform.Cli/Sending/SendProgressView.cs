using LogPlatform.Cli.App;
using LogPlatform.Cli.Rendering;
using Spectre.Console;

namespace LogPlatform.Cli.Sending;

/// <summary>Sends with a progress bar where a person watches, and silently elsewhere.</summary>
internal static class SendProgressView
{
    /// <summary>Sends all batches.</summary>
    public static async Task<SendReport> RunAsync(
        Session session, SendOptions options, InputFile input, IAsyncEnumerable<SendBatch> batches, CancellationToken cancellationToken)
    {
        var console = session.Terminal.ErrorConsole;
        if (!console.Profile.Capabilities.Interactive || session.Json)
        {
            using var plain = new SendRun(session, options, input.Format) { OnRetry = session.Terminal.Note };
            await plain.SendAsync(batches, cancellationToken);
            return plain.Report;
        }

        return await console.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(async progress =>
            {
                var bar = progress.AddTask(Markup.Escape(input.Name), maxValue: input.Length ?? 1);
                bar.IsIndeterminate = input.Length is null;
                SendRun? run = null;
                run = new SendRun(session, options, input.Format)
                {
                    OnBatch = () =>
                    {
                        bar.Value = input.Position;
                        var rate = run!.Report.Accepted / Math.Max(run.Report.Seconds, 1e-6);
                        bar.Description = Markup.Escape($"{input.Name}: {Figures.Count(run.Report.Accepted, "record")}, {Figures.Count((long)rate)}/s");
                    },
                    OnRetry = text => bar.Description = Markup.Escape(text),
                };
                using (run)
                {
                    await run.SendAsync(batches, cancellationToken);
                    return run.Report;
                }
            });
    }
}
