using LogPlatform.Core.Ports;
using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Time;
using LogPlatform.Core.Validation;
using LogPlatform.Core.Validation.Checks;
using LogPlatform.Gateway.Validation.Custom;
using Microsoft.Extensions.Logging;

namespace LogPlatform.Gateway.Validation;

/// <summary>One stage of one deployment while it runs: what this gateway collects, the replay, what is asked of nodes and samples, and the verdicts.</summary>
internal sealed partial class StageRun : IAsyncDisposable
{
    private readonly StageServices _services;
    private readonly RolloutState _deployment;
    private readonly CheckStage _stage;
    private readonly Action<CheckReport> _onVerdict;
    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private readonly IStageChecks _checks;
    private readonly StageCollector _collector;
    private readonly StageParts _parts;
    private readonly Lock _telling = new();
    private readonly long _startedAt;
    private bool _isSilent;

    public StageRun(StageServices services, IStageJudge judge, RolloutState deployment, CheckStage stage, Action<CheckReport> onVerdict, ILogger logger)
    {
        (_services, _deployment, _stage, _onVerdict, _logger, _time) = (services, deployment, stage, onVerdict, logger, services.Time);
        var release = services.Releases.Find(deployment.Release) ?? throw new InvalidOperationException($"Release {deployment.Release} is deployed and unknown.");
        _startedAt = _time.GetTimestamp();
        _checks = judge.Open(deployment, stage, release);
        _collector = new StageCollector(services, deployment, stage, release, _checks, logger);
        _parts = new StageParts(deployment.Id, logger);
    }

    public IReadOnlyList<CheckReport> Reports => _checks.Reports;

    public MirrorStatus Mirror => _collector.Mirror.Plus(_checks.Others.Mirror);

    public void Start()
    {
        LogStageStarted(_deployment.Id.Value, _stage);
        var plan = CheckPlan.Of(_deployment.Strategy, _stage);
        _parts.Run("the replay", new StageReplay(_services, _deployment, _stage, _collector, _checks, _logger).RunAsync);
        _parts.Run("the poll", PollAsync);
        if (plan.Contains(CheckNames.KnownAnswers))
        {
            _parts.Run("the known answers", AskSamplesAsync);
        }

        StartCustomChecks(plan);
        _collector.Start(_parts);
    }

    /// <summary>No verdict follows from here on.</summary>
    public void Silence()
    {
        lock (_telling)
        {
            _isSilent = true;
        }
    }

    /// <summary>Stops everything; when the task completes, all memory is given back.</summary>
    public async ValueTask DisposeAsync()
    {
        Silence();
        _collector.Close();
        await _parts.DisposeAsync();
        _collector.Dispose();
        await _checks.DisposeAsync();
        LogStageStopped(_deployment.Id.Value, _stage);
    }

    private void StartCustomChecks(IReadOnlyList<string> plan)
    {
        var question = CustomQuestion.About(_deployment, _stage);
        foreach (var check in plan.Where(name => name.StartsWith(CheckNames.CustomPrefix, StringComparison.Ordinal)))
        {
            if (_services.CustomChecks.Find(check[CheckNames.CustomPrefix.Length..]) is var (probe, options))
            {
                var loop = new CustomCheckLoop(check, probe, options, question, _time);
                _checks.Observe(loop.Unasked());
                _parts.Run(check, stop => loop.RunAsync(_checks.Observe, stop));
            }
        }
    }

    private async Task AskSamplesAsync(CancellationToken stop)
    {
        var samples = _services.Releases.SamplesOf(_deployment.Release);
        if (samples.Count == 0)
        {
            return;
        }

        try
        {
            var outcomes = await _services.Samples.RunAsync(_deployment.Release, samples, stop);
            foreach (var (sample, outcome) in samples.Zip(outcomes))
            {
                var differences = outcome.Failure is null ? AnswerDiff.Compare(sample.Output, outcome.Output) : [];
                _checks.Observe(new AnswerResult(sample.Name, differences, outcome.Failure));
            }
        }
        catch (SlotProvisionException failed)
        {
            _checks.Observe(new AnswerResult(samples[0].Name, [], failed.Message));
        }
    }

    private async Task PollAsync(CancellationToken stop)
    {
        await _checks.BeginAsync(stop);
        while (true)
        {
            var (roles, candidate) = (_collector.Roles, _collector.Roles.Candidate?.Nodes ?? []);
            if (_checks.Others.IsWarm)
            {
                _collector.WarmUp.Conclude();
            }

            var load = _collector.Load(candidate.Count, ProductionLag());
            var look = new StageLook(roles.Baseline?.Nodes ?? [], candidate, load, _collector.WarmUp.IsOver, _collector.Mirror);
            _services.Instruments.OnLag(_collector.Intake.Lag);
            Tell(await _checks.DrawAsync(look, stop));
            await Task.Delay(_services.Options.PollInterval, _time, stop);
        }
    }

    private void Tell(IReadOnlyList<CheckReport> changed)
    {
        lock (_telling)
        {
            if (!_isSilent)
            {
                foreach (var report in changed)
                {
                    LogCheckVerdict(_deployment.Id.Value, report.Check, _stage, report.Verdict, report.Summary);
                    _onVerdict(report);
                }
            }
        }
    }

    // Batches that waited while the program was down are older than any candidate could be blamed for: nothing counts that is older than the stage.
    private TimeSpan ProductionLag()
    {
        if (!_collector.Roles.IsCandidateActive || _services.Journal.Read(_services.Store.DurableWatermark, 1) is not [var oldest])
        {
            return TimeSpan.Zero;
        }

        var (age, running) = (_time.GetUtcNow() - UnixNano.ToDate(oldest.ReceivedUnixNano), _time.GetElapsedTime(_startedAt));
        return age < running ? (age > TimeSpan.Zero ? age : TimeSpan.Zero) : running;
    }
}
