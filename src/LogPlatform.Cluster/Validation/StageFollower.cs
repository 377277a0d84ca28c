using LogPlatform.Cluster.Hosting;
using LogPlatform.Cluster.Routing;
using LogPlatform.Contracts.Validation;
using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Validation;
using LogPlatform.Gateway.Validation;
using Microsoft.Extensions.Options;

namespace LogPlatform.Cluster.Validation;

/// <summary>Hears which stage runs, collects for it while another gateway leads it, and stops when it ends or cannot be heard of any more.</summary>
internal sealed partial class StageFollower(
    IGrainFactory grains,
    GatewayName name,
    StageServices services,
    IOptions<ControlClusterOptions> options,
    TimeProvider time,
    ILogger<StageFollower> logger) : BackgroundService
{
    private readonly ILogger _logger = logger;
    private readonly SilentChecks _silent = new();
    private FollowedStage? _stage;
    private StageOrder? _order;
    private long _heardAt;
    private MirrorStatus? _mirror;

    /// <summary>What all gateways have mirrored of the stage that runs, as last heard; null when none runs.</summary>
    public MirrorStatus? Mirror => Volatile.Read(ref _mirror);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await HearAsync(stoppingToken);
                await FollowAsync(stoppingToken);
                await Task.Delay(_stage is null ? options.Value.ConfirmEvery : StageLimits.Batch, time, stoppingToken);
            }
        }
        finally
        {
            await StopAsync();
        }
    }

    private async Task HearAsync(CancellationToken stop)
    {
        try
        {
            var news = await grains.GetGrain<IStageGrain>(0).FollowAsync(_stage?.Share(_order is { IsMeasured: true })).WaitAsync(StageLimits.Answer, time, stop);
            (_order, _heardAt) = (news.Order, time.GetTimestamp());
            Volatile.Write(ref _mirror, news.Order is null ? null : news.Shares.Aggregate(MirrorStatus.None, (sum, share) => sum.Plus(EvidenceMessages.FromJson<MirrorStatus>(share.Mirror)!)));
        }
#pragma warning disable CA1031 // Its silo may be gone or on its way: it is asked again, and for a while what was heard holds.
        catch (Exception error) when (!stop.IsCancellationRequested)
#pragma warning restore CA1031
        {
            LogStageUnheard(error.Message);
            if (time.GetElapsedTime(_heardAt) >= StageLimits.Validity)
            {
                _order = null;
                Volatile.Write(ref _mirror, null);
            }
        }
    }

    private async Task FollowAsync(CancellationToken stop)
    {
        try
        {
            await ChangeAsync();
            if (_silent.News(_stage is null ? [] : await _stage.SendAsync(stop)) is { } silent)
            {
                LogEvidenceWaits(silent);
            }
        }
#pragma warning disable CA1031 // A stage that cannot be followed is one without this gateway's evidence; the gateway goes on.
        catch (Exception error) when (!stop.IsCancellationRequested)
#pragma warning restore CA1031
        {
            LogFollowError(error);
        }
    }

    private async Task ChangeAsync()
    {
        var followed = _order is { } order && order.Leader != name.Value ? order : null;
        if (_stage?.Attempt == followed?.Attempt)
        {
            return;
        }

        await StopAsync();
        if (followed is not null
            && EvidenceMessages.FromJson<RolloutState>(followed.Deployment) is { } deployment
            && services.Releases.Find(deployment.Release) is { } release)
        {
            _stage = new FollowedStage(grains, name.Value, services, followed, deployment, release, _logger);
            LogStageFollowed(deployment.Id.Value, (CheckStage)followed.Stage, followed.Leader);
        }
    }

    private async Task StopAsync()
    {
        if (_stage is { } stage)
        {
            _stage = null;
            await stage.DisposeAsync();
            LogStageLeft();
        }
    }

    [LoggerMessage(EventId = 3155, EventName = "StageFollowed", Level = LogLevel.Information, Message = "Deployment {Deployment}: this gateway mirrors for stage {Stage}, which {Leader} leads")]
    private partial void LogStageFollowed(long deployment, CheckStage stage, string leader);

    [LoggerMessage(EventId = 3156, EventName = "StageLeft", Level = LogLevel.Information, Message = "This gateway mirrors no longer")]
    private partial void LogStageLeft();

    [LoggerMessage(EventId = 3157, EventName = "StageNewsError", Level = LogLevel.Warning, Message = "Which stage runs cannot be heard ({Error}); it is asked again")]
    private partial void LogStageUnheard(string error);

    [LoggerMessage(EventId = 3158, EventName = "FollowerEvidenceWaits", Level = LogLevel.Warning, Message = "Evidence waits for checks that do not answer: {Checks}")]
    private partial void LogEvidenceWaits(string checks);

    [LoggerMessage(EventId = 3159, EventName = "StageFollowError", Level = LogLevel.Error, Message = "What this gateway dispatches cannot be mirrored for the stage that runs; it is tried again")]
    private partial void LogFollowError(Exception error);
}
