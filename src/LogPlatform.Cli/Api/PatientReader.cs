using LogPlatform.Cli.App;
using LogPlatform.Cli.Rendering;

namespace LogPlatform.Cli.Api;

/// <summary>Reads something again and again, and outlives a restart of the server: what it watches does too.</summary>
/// <param name="session">The command.</param>
/// <param name="path">What to read.</param>
internal sealed class PatientReader<T>(Session session, string path)
    where T : class
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Waits a moment and reads.</summary>
    /// <exception cref="CommandFailedException">The server refused, or has been away for too long.</exception>
    public async Task<Answer<T>> NextAsync(CancellationToken cancellationToken)
    {
        long? lostAt = null;
        while (true)
        {
            await Task.Delay(Pause, session.Time, cancellationToken);
            try
            {
                return await session.Api.GetAsync<T>(path, new ApiQuery(), cancellationToken);
            }
            catch (CommandFailedException e) when (e.ExitCode == ExitCode.Unreachable && (lostAt is null || session.Time.GetElapsedTime(lostAt.Value) < Patience))
            {
                if (lostAt is null)
                {
                    lostAt = session.Time.GetTimestamp();
                    session.Terminal.Note($"The server does not answer; waiting for it for up to {Figures.Duration(Patience)}.");
                }
            }
        }
    }
}
