using System.Globalization;
using LogPlatform.Cli.App;
using LogPlatform.Cli.Rendering;
using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Validation;

namespace LogPlatform.Cli.Deployments;

/// <summary>What is new about a deployment, line by line: for a build's log.</summary>
internal sealed class PhaseLines(Session session)
{
    private readonly Dictionary<(CheckStage Stage, string Check), Verdict> _verdicts = [];
    private int _entries;

    /// <summary>Writes what the lines before did not say.</summary>
    public async Task WriteAsync(RolloutState state, CancellationToken cancellationToken)
    {
        foreach (var report in state.Checks.Where(IsNews))
        {
            await LineAsync(session.Time.GetUtcNow(), report.Stage.ToString(), $"{report.Check} {VerdictWords.Of(report.Verdict)}: {report.Summary}", VerdictWords.TintOf(report.Verdict));
        }

        foreach (var entry in state.Timeline.Skip(_entries))
        {
            await LineAsync(entry.At, entry.Phase.ToString(), entry.Message, Tint.Plain);
        }

        _entries = state.Timeline.Count;
        await session.Terminal.Out.FlushAsync(cancellationToken);
    }

    private bool IsNews(CheckReport report)
    {
        var key = (report.Stage, report.Check);
        var before = _verdicts.GetValueOrDefault(key, Verdict.Inconclusive);
        _verdicts[key] = report.Verdict;
        return before != report.Verdict && report.Verdict is Verdict.Pass or Verdict.Fail;
    }

    private Task LineAsync(DateTimeOffset at, string phase, string message, Tint tint)
    {
        var time = at.UtcDateTime.ToString("HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        return session.Terminal.Out.WriteLineAsync($"{time}  {phase,-16}  {session.Terminal.Ink.Paint(tint, PlainText.OneLine(message))}");
    }
}
