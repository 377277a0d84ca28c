using LogPlatform.Postgres;

namespace LogPlatform.Cluster.Hosting;

/// <summary>What PostgreSQL needs from time to time: batches of dead gateways are taken over, and what retention is due for is taken.</summary>
internal sealed class PostgresCare(PostgresPorts ports, TimeProvider time) : BackgroundService
{
    private const int TakeOversPerTrim = 30;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        for (var round = 1; await timer.WaitForNextTickAsync(stoppingToken); round++)
        {
            await ports.Journal.TakeOverAsync();
            if (round % TakeOversPerTrim == 0)
            {
                await ports.TrimAsync(stoppingToken);
            }
        }
    }
}
