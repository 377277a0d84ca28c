using System.Threading.Channels;
using LogPlatform.Core.Ports;
using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Time;
using LogPlatform.Core.Validation;
using LogPlatform.Core.Validation.Checks;
using LogPlatform.Core.Validation.Diff;
using LogPlatform.Gateway.Mirror;
using LogPlatform.Gateway.Validation.Custom;
using Microsoft.Extensions.Logging;

namespace LogPlatform.Gateway.Validation;

/// <summary>One stage of one deployment while it runs: the mirror, the replay, the checks and their verdicts.</summary>
internal sealed partial class StageRun : IAsyncDisposable
{
    private const int MostUnitsAtOnce = 16;
    private const int FarBehind = 8;
    private const int OneInWhenBehind = 4;

    private readonly StageServices _services;
    private readonly RolloutState _deployment;
    private readonly CheckStage _stage;
    private readonly Action<CheckReport> _onVerdict;
    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private readonly StageRoles _roles;
    private readonly MirrorIntake _intake;
    private readonly WarmUp _warmUp;
    private readonly LoadMeter _load;
    private readonly StageChecks _checks;
    private readonly UnitComparison _comparison;
    private readonly UnitPairing _pairing;
    private readonly Channel<UnitPair> _pairs = Channel.CreateUnbounded<UnitPair>();
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _telling = new();
    private readonly long _startedAt;
    private Task _parts = Task.CompletedTask;
    private bool _isSilent;
    private long _liveUnits;
    private long _replayedUnits;
    private long _records;

    public StageRun(StageServices services, RolloutState deployment, CheckStage stage, Action<CheckReport> onVerdict, ILogger logger)
    {
        (_services, _deployment, _stage, _onVerdict, _logger, _time) = (services, deployment, stage, onVerdict, logger, services.Time);
        var (options, strategy) = (services.Options, deployment.Strategy);
        var release = services.Releases.Find(deployment.Release) ?? throw new InvalidOperationException($"Release {deployment.Release} is deployed and unknown.");
        var differences = new DiffAggregate(release.ExpectedChanges);
        _startedAt = _time.GetTimestamp();
        _roles = new StageRoles(services.Slots, deployment, stage);
        _intake = new MirrorIntake(_roles.Production.Color, _roles.Production.Release, strategy.MirrorShare, options, services.Instruments, _time);
        _warmUp = _roles.IsCandidateActive
            ? new WarmUp(0, TimeSpan.Zero, _time)
            : new WarmUp(options.WarmUpUnits * Math.Max(1, _roles.Candidate?.Nodes.Count ?? 1), options.WarmUpTime, _time);
        _load = new LoadMeter(_intake, _roles.IsCandidateActive, _time);
        _checks = new StageChecks(deployment, stage, release, differences);
        _comparison = new UnitComparison(_roles.CandidatePointer, release.ExpectedChanges, differences);
        var noise = new NoiseSchedule(_checks.Runs(CheckNames.OutputDiff));
        _pairing = new UnitPairing(_roles, new UnitLane(options.UnitLimit, _time), _warmUp, noise, _load, services.Journal, _time);
    }

    public IReadOnlyList<CheckReport> Reports => _checks.Reports;

    public MirrorStatus Mirror => new(
        Interlocked.Read(ref _liveUnits),
        Interlocked.Read(ref _replayedUnits),
        Interlocked.Read(ref _records),
        _intake.LeftOut,
        _intake.Waiting,
        _intake.Lag);

    public void Start()
    {
        LogStageStarted(_deployment.Id.Value, _stage);
        var unitsAtOnce = Math.Clamp(_roles.Mirror?.Concurrency ?? 1, 1, MostUnitsAtOnce);
        var pump = new MirrorPump(_intake, _pairing, _pairs.Writer);
        var replay = new ReplayLoop(
            new ReplayFeed(_services.Journal, _services.Grouping, _services.Options.ReplayWindow, _time), _pairing, _intake, _warmUp, _load, _services.Options, _pairs.Writer, _time);
        List<Task> parts =
        [
            GuardAsync("the mirror", stop => pump.RunAsync(unitsAtOnce, stop)),
            GuardAsync("the comparison", CompareAsync),
            GuardAsync("the replay", stop => ReplayAsync(replay, unitsAtOnce, stop)),
            GuardAsync("the poll", PollAsync),
        ];
        if (_checks.Runs(CheckNames.KnownAnswers))
        {
            parts.Add(GuardAsync("the known answers", AskSamplesAsync));
        }

        parts.AddRange(CustomChecks());
        _services.Mirror.Open(_intake);
        _parts = Task.WhenAll(parts);
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
        _services.Mirror.Close(_intake);
        await _stop.CancelAsync();
        await _parts;
        _pairs.Writer.TryComplete();
        while (_pairs.Reader.TryRead(out var pair))
        {
            pair.Dispose();
        }

        _stop.Dispose();
        LogStageStopped(_deployment.Id.Value, _stage);
    }

    private IEnumerable<Task> CustomChecks()
    {
        var question = CustomQuestion.About(_deployment, _stage);
        foreach (var check in CheckPlan.Of(_deployment.Strategy, _stage).Where(name => name.StartsWith(CheckNames.CustomPrefix, StringComparison.Ordinal)))
        {
            if (_services.CustomChecks.Find(check[CheckNames.CustomPrefix.Length..]) is var (probe, options))
            {
                var loop = new CustomCheckLoop(check, probe, options, question, _time);
                _checks.Observe(loop.Unasked());
                yield return GuardAsync(check, stop => loop.RunAsync(_checks.Observe, stop));
            }
        }
    }

    private async Task CompareAsync(CancellationToken stop)
    {
        var number = 0L;
        await foreach (var pair in _pairs.Reader.ReadAllAsync(stop))
        {
            using (pair)
            {
                // Decided before anybody looks at the unit, so that what is left out says nothing about what is in it.
                var withRecords = _pairs.Reader.Count <= FarBehind || number++ % OneInWhenBehind == 0;
                var compared = _checks.Observe(() => Compare(pair, withRecords));
                Interlocked.Increment(ref pair.IsReplayed ? ref _replayedUnits : ref _liveUnits);
                Interlocked.Add(ref _records, compared.Unit.Records);
                _services.Instruments.OnCompared(pair.IsReplayed, compared.IsEqual);
                NoteMirrored(pair);
            }
        }
    }

    // What production made of a live unit, the dispatcher has noted.
    private void NoteMirrored(UnitPair pair)
    {
        var (color, answer) = _roles.IsCandidateActive ? (_deployment.Before.Color, pair.Baseline) : (_deployment.Target, pair.Candidate);
        if (answer is not null)
        {
            _services.SlotInstruments.OnProcessed(color, RecordedUnits.RecordsIn(pair.Entries), pair.Entries.Sum(entry => (long)entry.PayloadBytes), answer.ServiceTime);
        }
    }

    private ComparedUnit Compare(UnitPair pair, bool withRecords)
    {
        try
        {
            return _comparison.Compare(pair, withRecords);
        }
#pragma warning disable CA1031 // A candidate can answer anything; what the reader was not made for must not end the comparison.
        catch (Exception error) when (pair.Candidate is not null)
#pragma warning restore CA1031
        {
            LogComparisonError(error, _deployment.Id.Value, pair.Entries[0].Id.Value, pair.Entries[^1].Id.Value);
            return new ComparedUnit(
                new PairedUnit { Records = RecordedUnits.RecordsIn(pair.Entries), Baseline = default, Candidate = null, Failure = "the answer cannot be read", IsReadable = false },
                IsEqual: false,
                IsOutputCompared: true,
                pair.IsMeasured);
        }
    }

    private async Task ReplayAsync(ReplayLoop replay, int unitsAtOnce, CancellationToken stop)
    {
        await replay.WarmUpAsync(unitsAtOnce, stop);
        var topUp = _stage == CheckStage.Validation && _checks.Runs(CheckNames.Throughput)
            ? replay.TopUpAsync(_deployment.Strategy.HeadRoom, unitsAtOnce, () => _warmUp.IsOver && _checks.NeedsLoad, stop)
            : Task.CompletedTask;
        var sampling = SampleAsync(replay, stop);
        await Task.WhenAll(topUp, sampling);
    }

    private async Task SampleAsync(ReplayLoop replay, CancellationToken stop)
    {
        bool IsWanted() => _warmUp.IsOver
            && _checks.NeedsSamples
            && replay.IsThin(Interlocked.Read(ref _liveUnits), _deployment.Strategy.MinUnits, _time.GetElapsedTime(_startedAt));
        if (!await replay.SampleAsync(IsWanted, stop))
        {
            LogReplayHalted(_deployment.Id.Value);
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
        while (true)
        {
            Poll();
            await Task.Delay(_services.Options.PollInterval, _time, stop);
        }
    }

    private void Poll()
    {
        if (_warmUp.IsOver)
        {
            _load.Begin();
        }

        var candidate = _roles.Candidate?.Nodes ?? [];
        _checks.Observe(_roles.Baseline?.Nodes ?? [], candidate, _load.Now(candidate.Count, ProductionLag()));
        _services.Instruments.OnLag(_intake.Lag);
        var changed = _checks.Draw();
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
        if (!_roles.IsCandidateActive || _services.Journal.Read(_services.Store.DurableWatermark, 1) is not [var oldest])
        {
            return TimeSpan.Zero;
        }

        var (age, running) = (_time.GetUtcNow() - UnixNano.ToDate(oldest.ReceivedUnixNano), _time.GetElapsedTime(_startedAt));
        return age < running ? (age > TimeSpan.Zero ? age : TimeSpan.Zero) : running;
    }

    private async Task GuardAsync(string part, Func<CancellationToken, Task> run)
    {
        var stop = _stop.Token;
        try
        {
            await Task.Run(() => run(stop), CancellationToken.None);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The stage is over.
        }
#pragma warning disable CA1031 // What fails here leaves checks without a verdict, which never passes; it must not take the host down.
        catch (Exception error)
#pragma warning restore CA1031
        {
            LogStagePartError(error, _deployment.Id.Value, part);
        }
    }
}
