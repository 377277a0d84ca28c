using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace LogPlatform.ServiceDefaults.Silos;

/// <summary>
/// Strikes out silos that died with all the others. One that joins must first reach each that the membership table calls active; where all have died at once nobody is left to strike them
/// out, and those that are started again elsewhere would wait for them until they give up.
/// </summary>
/// <param name="table">The cluster's membership.</param>
/// <param name="options">How old a sign of life may be.</param>
/// <param name="local">This silo.</param>
/// <param name="time">Clock.</param>
/// <param name="logger">Where each is named.</param>
internal sealed partial class LostSilos(IMembershipTable table, IOptions<ClusterMembershipOptions> options, ILocalSiloDetails local, TimeProvider time, ILogger<LostSilos> logger)
    : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    // Somebody whose Redis was away has an old sign of life as well, and lives.
    private static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(2);

    private readonly ILogger _logger = logger;
    private readonly PeriodicTimer _untilJoined = new(TimeSpan.FromSeconds(3), time);

    /// <inheritdoc/>
    public void Participate(ISiloLifecycle lifecycle)
    {
        lifecycle.Subscribe(nameof(LostSilos), ServiceLifecycleStage.ValidateInitialConnectivity, StartAsync, StopAsync);
        lifecycle.Subscribe(nameof(LostSilos), ServiceLifecycleStage.Active, StopAsync);
    }

    /// <inheritdoc/>
    public void Dispose() => _untilJoined.Dispose();

    private Task StartAsync(CancellationToken cancellationToken)
    {
        _ = StrikeOutUntilJoinedAsync();
        return Task.CompletedTask;
    }

    private Task StopAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    private async Task StrikeOutUntilJoinedAsync()
    {
        while (await _untilJoined.WaitForNextTickAsync(CancellationToken.None))
        {
            try
            {
                await StrikeOutAsync();
            }
#pragma warning disable CA1031 // Whatever the store of the membership cannot do now, it may do at the next look.
            catch (Exception error)
#pragma warning restore CA1031
            {
                LogFailed(error);
            }
        }
    }

    // Those whose sign of life is old and at whose address nobody listens.
    private async Task StrikeOutAsync()
    {
        var now = time.GetUtcNow().UtcDateTime;
        var oldest = now - (options.Value.IAmAliveTablePublishTimeout * options.Value.NumMissedTableIAmAliveLimit);
        var members = await table.ReadAll();
        foreach (var (member, version) in members.Members.Where(member => member.Item1.Status == SiloStatus.Active))
        {
            var seen = member.IAmAliveTime > member.StartTime ? member.IAmAliveTime : member.StartTime;
            if (seen >= oldest || member.SiloAddress.Equals(local.SiloAddress) || await IsListeningAsync(member.SiloAddress))
            {
                continue;
            }

            member.AddSuspector(local.SiloAddress, now);
            member.Status = SiloStatus.Dead;
            if (await table.UpdateRow(member, version, new TableVersion(members.Version.Version + 1, members.Version.VersionEtag)))
            {
                LogStruckOut(member.SiloName, member.SiloAddress, seen);
            }

            // Each row has a version of the whole table; the others come with the next look.
            return;
        }
    }

    private async Task<bool> IsListeningAsync(SiloAddress address)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        using var limit = new CancellationTokenSource(ConnectLimit, time);
        try
        {
            await socket.ConnectAsync(address.Endpoint, limit.Token);
            return true;
        }
        catch (Exception error) when (error is SocketException or OperationCanceledException)
        {
            return false;
        }
    }

    [LoggerMessage(EventId = 4051, EventName = "LostSiloStruckOut", Level = LogLevel.Warning, Message = "Silo {Name} at {Address}, last alive at {Seen:u}, is gone and no longer counts")]
    private partial void LogStruckOut(string name, SiloAddress address, DateTime seen);

    [LoggerMessage(EventId = 4052, EventName = "LostSilosNotSought", Level = LogLevel.Warning, Message = "The membership of silos could not be looked at; the next look follows")]
    private partial void LogFailed(Exception error);
}
