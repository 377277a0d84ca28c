using LogPlatform.Cli.App;
using LogPlatform.Cli.Rendering;

namespace LogPlatform.Cli.Sending;

/// <summary>Sends lines over syslog.</summary>
internal static class SyslogSend
{
    private static readonly TimeSpan EndTimeout = TimeSpan.FromSeconds(30);

    /// <summary>Sends all batches over one connection.</summary>
    /// <exception cref="CommandFailedException">The connection could not be made, broke, or was not read to its end.</exception>
    public static async Task<SendReport> RunAsync(Session session, SendOptions options, IAsyncEnumerable<SendBatch> batches, CancellationToken cancellationToken)
    {
        var report = new SendReport();
        var started = session.Time.GetTimestamp();
        var host = session.Server.Ingest.Host;
        using var connection = new SyslogConnection(host, options.SyslogPort, options.RetryFor, EndTimeout, session.Time);
        await foreach (var batch in batches.WithCancellation(cancellationToken))
        {
            if (await connection.SendAsync(batch.Body, cancellationToken) is { } fault)
            {
                throw new CommandFailedException(
                    ExitCode.Unreachable,
                    report.Batches == 0 ? $"no syslog server on {host}:{options.SyslogPort}: {fault.Message}" : $"the connection broke at line {Figures.Count(batch.FirstLine)}: {fault.Message}",
                    report.Batches == 0 ? "Is the port right? --syslog-port names another." : "Syslog has no acknowledgement: some of the last lines may be lost. Search for them before sending again.");
            }

            report.Batches++;
            report.Accepted += batch.Records;
            report.Bytes += batch.Body.Length;
        }

        if (!await connection.FinishAsync(cancellationToken))
        {
            throw new CommandFailedException(
                ExitCode.Failed, "the server did not read to the end of the connection", "Syslog has no acknowledgement: some of the last lines may be lost. Search for them before sending again.");
        }

        report.Seconds = session.Time.GetElapsedTime(started).TotalSeconds;
        return report;
    }
}
