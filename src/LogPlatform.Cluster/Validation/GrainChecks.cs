using System.Collections.Concurrent;
using LogPlatform.Cluster.Routing;
using LogPlatform.Contracts.Validation;
using LogPlatform.Core.Releases;
using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Validation;
using LogPlatform.Core.Validation.Checks;
using LogPlatform.Core.Validation.Diff;
using LogPlatform.Gateway.Validation;

namespace LogPlatform.Cluster.Validation;

/// <summary>
/// The checks of a stage as the gateway with the controller sees them: each in a grain of its own. It tells the other gateways that the stage runs, and starts a check over
/// whose grain has lost its evidence.
/// </summary>
internal sealed partial class GrainChecks : IStageChecks
{
    private static readonly TimeSpan Again = TimeSpan.FromMilliseconds(100);

    private readonly IStageGrain _stageGrain;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly IReadOnlyList<string> _plan;
    private readonly EvidenceOutbox _outbox;
    private readonly StageShares _shares;
    private readonly CustomReports _custom;
    private readonly ToldVerdicts _told = new();
    private readonly ConcurrentDictionary<string, CheckReport> _heard = new();
    private readonly Dictionary<string, CheckReport> _unheard = [];
    private readonly byte[] _strategy;
    private readonly byte[] _release;
    private readonly SilentChecks _silent = new();
    private StageOrder _order;
    private MirrorLoad? _load;
    private MirrorLoad? _loadBefore;
    private IReadOnlyList<CheckReport> _reports = [];
    private StageSums _others = StageSums.None;

    public GrainChecks(IGrainFactory grains, GatewayName name, RolloutState deployment, CheckStage stage, Release release, TimeProvider time, ILogger logger)
    {
        (_time, _logger) = (time, logger);
        _stageGrain = grains.GetGrain<IStageGrain>(0);
        _plan = CheckPlan.Of(deployment.Strategy, stage);
        _outbox = new EvidenceOutbox(grains, deployment, stage, release, name.Value, time);
        _shares = new StageShares(_outbox.Source, time);
        _custom = new CustomReports(stage);
        (_strategy, _release) = (EvidenceMessages.Json(deployment.Strategy), EvidenceMessages.Json(release));
        _order = new StageOrder(0, name.Value, (int)stage, EvidenceMessages.Json(deployment with { Checks = [], Timeline = [] }), IsMeasured: false);
        foreach (var channel in _outbox.Channels)
        {
            var empty = StageCheck.Create(channel.Check, deployment.Strategy, stage, release, new DiffAggregate([]))!.Report();

            // What has looked at nothing has no verdict here, whatever it would say of nothing.
            _unheard[channel.Check] = empty with { Verdict = Verdict.Inconclusive };
        }

        _reports = Reported();
    }

    /// <inheritdoc/>
    public IReadOnlyList<CheckReport> Reports => Volatile.Read(ref _reports);

    /// <inheritdoc/>
    public StageSums Others => Volatile.Read(ref _others);

    /// <inheritdoc/>
    public DiffAggregate Differences => _outbox.Differences;

    /// <inheritdoc/>
    public async ValueTask BeginAsync(CancellationToken cancellationToken)
    {
        var attempt = await UntilAnsweredAsync(_stageGrain.BeginAsync, cancellationToken);
        _order = _order with { Attempt = attempt };

        // The grains first: what the other gateways send from then on finds them started.
        await Task.WhenAll(_outbox.Channels.Select(channel => UntilAnsweredAsync(() => channel.Grain.StartAsync(Order(channel.Run)), cancellationToken)));
    }

    /// <inheritdoc/>
    public ComparedUnit Observe(Func<ComparedUnit> compare) => _outbox.Observe(compare);

    /// <inheritdoc/>
    public void Observe(AnswerResult answer) => _outbox.Observe(answer);

    /// <inheritdoc/>
    public void Observe(CheckReport custom) => _custom.Take(custom);

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<CheckReport>> DrawAsync(StageLook look, CancellationToken cancellationToken)
    {
        await LeadAsync(look, cancellationToken);
        _load = look.Load is { } own && _others.Load is { } others ? own.Plus(others) : look.Load;
        var load = _load is not null && _loadBefore is not null ? _load.Since(_loadBefore) : _load;
        if (_silent.News(await _outbox.SendAsync(_outbox.Take().With(look, load), _order.Attempt, cancellationToken)) is { } silent)
        {
            LogEvidenceWaits(silent);
        }

        await Task.WhenAll(_outbox.Channels.Select(channel => AskAsync(channel, cancellationToken)));
        Volatile.Write(ref _reports, Reported());
        return _told.Changed(_reports);
    }

    /// <summary>The stage is over: the other gateways hear of it, and the grains forget it.</summary>
    public async ValueTask DisposeAsync()
    {
        var attempt = _order.Attempt;
        var told = Task.WhenAll([_stageGrain.EndAsync(attempt), .. _outbox.Channels.Select(channel => channel.Grain.StopAsync(attempt))]);

        // Whoever does not hear of it now hears nothing more of the stage, which ends it as well.
        await told.WaitAsync(StageLimits.Answer, _time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task LeadAsync(StageLook look, CancellationToken cancellationToken)
    {
        _order = _order with { IsMeasured = look.Load is not null };
        var own = new StageShare(_order.Attempt, _outbox.Source, EvidenceMessages.Json(look.Mirror), look.IsWarm, look.Load is null ? [] : EvidenceMessages.Json(look.Load));
        try
        {
            var news = await _stageGrain.LeadAsync(_order, own).WaitAsync(StageLimits.Answer, _time, cancellationToken);
            Volatile.Write(ref _others, _shares.Take([.. news.Shares.Where(share => share.Attempt == _order.Attempt)]));
        }
#pragma warning disable CA1031 // Its silo may be gone or on its way: the next look says it again.
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            LogStageUnheard(error.Message);
        }
    }

    private async Task AskAsync(EvidenceChannel channel, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await channel.Grain.ReportAsync().WaitAsync(StageLimits.Answer, _time, cancellationToken);
            if (answer.Attempt == _order.Attempt && answer.Run == channel.Run)
            {
                _heard[channel.Check] = EvidenceMessages.FromJson<CheckReport>(answer.Report)!;
            }
            else if (answer.Attempt <= _order.Attempt)
            {
                await StartOverAsync(channel, answer, cancellationToken);
            }
        }
#pragma warning disable CA1031 // Its silo may be gone or on its way: what it said last holds until it says something else, or that it has lost its evidence.
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            LogCheckUnheard(channel.Check, error.Message);
        }
    }

    private async Task StartOverAsync(EvidenceChannel channel, CheckAnswer answer, CancellationToken cancellationToken)
    {
        // A fail is final, whatever was forgotten of it.
        if (_heard.TryGetValue(channel.Check, out var last) && last.Verdict == Verdict.Fail)
        {
            return;
        }

        _heard[channel.Check] = _unheard[channel.Check] with { Summary = "its evidence was lost with the gateway that held it; it begins anew" };
        var run = answer.Attempt == _order.Attempt && answer.Run > channel.Run ? answer.Run : channel.Run + 1;
        if (await channel.Grain.StartAsync(Order(run)).WaitAsync(StageLimits.Answer, _time, cancellationToken))
        {
            channel.Begin(run, _order.Attempt);
            _loadBefore = channel.Check == CheckNames.Throughput ? _load : _loadBefore;
            LogCheckStartedOver(channel.Check);
        }
    }

    private CheckOrder Order(long run) => new(_order.Attempt, run, _strategy, _release);

    private List<CheckReport> Reported() =>
    [
        .. _plan.Select(check => _heard.TryGetValue(check, out var heard) ? heard : _unheard.TryGetValue(check, out var unheard) ? unheard : _custom.Of(check)),
    ];

    private async Task<T> UntilAnsweredAsync<T>(Func<Task<T>> ask, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return await ask().WaitAsync(StageLimits.Answer, _time, cancellationToken);
            }
#pragma warning disable CA1031 // It is asked again: what is asked for may be asked for twice.
            catch (Exception error) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                LogStageUnheard(error.Message);
                await Task.Delay(Again, _time, cancellationToken);
            }
        }
    }
}
