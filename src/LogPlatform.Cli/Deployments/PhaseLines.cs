using System.Globalization;
using LogPlatform.Cli.App;
using LogPlatform.Cli.Rendering;
using LogPlatform.Core.Rollouts;

namespace LogPlatform.Cli.Deployments;

/// <summary>What is new about a deployment, line by line: for a build's log.</summary>
internal sealed class PhaseLines(Session session)
{
    private int _entries;

    /// <summary>Writes what the lines before did not say.</summary>
    public async Task WriteAsync(RolloutState state, CancellationToken cancellationToken)
    {
        foreach (var entry in state.Timeline.Skip(_entries))
        {
            await LineAsync(entry.At, entry.Phase.ToString(), entry.Message);
        }

        _entries = state.Timeline.Count;
        await session.Terminal.Out.FlushAsync(cancellationToken);
    }

    private Task LineAsync(DateTimeOffset at, string phase, string message)
    {
        var time = at.UtcDateTime.ToString("HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        return session.Terminal.Out.WriteLineAsync($"{time}  {phase,-16}  {PlainText.OneLine(message)}");
    }
}
