using System.Threading.Channels;
using LogPlatform.Core.Releases;
using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Validation;
using LogPlatform.Core.Validation.Checks;
using LogPlatform.Gateway.Mirror;
using Microsoft.Extensions.Logging;

namespace LogPlatform.Gateway.Validation;

/// <summary>
/// What one gateway collects for a stage: the units that it dispatches, through both releases, compared. Disposing takes nothing more in and gives all memory back, once the parts
/// have ended.
/// </summary>
internal sealed partial class StageCollector : IDisposable
{
    private const int MostUnitsAtOnce = 16;
    private const int FarBehind = 8;
    private const int OneInWhenBehind = 4;

    private readonly StageServices _services;
    private readonly RolloutState _deployment;
    private readonly IUnitEvidence _evidence;
    private readonly ILogger _logger;
    private readonly LoadMeter _load;
    private readonly UnitComparison _comparison;
    private readonly Channel<UnitPair> _pairs = Channel.CreateUnbounded<UnitPair>();
    private long _liveUnits;
    private long _replayedUnits;
    private long _records;

    public StageCollector(StageServices services, RolloutState deployment, CheckStage stage, Release release, IUnitEvidence evidence, ILogger logger)
    {
        (_services, _deployment, _evidence, _logger) = (services, deployment, evidence, logger);
        var (options, strategy, time) = (services.Options, deployment.Strategy, services.Time);
        Roles = new StageRoles(services.Slots, deployment, stage);
        Intake = new MirrorIntake(Roles.Production.Color, Roles.Production.Release, strategy.MirrorShare, options, services.Instruments, time);
        WarmUp = Roles.IsCandidateActive
            ? new WarmUp(0, TimeSpan.Zero, time)
            : new WarmUp(options.WarmUpUnits * Math.Max(1, Roles.Candidate?.Nodes.Count ?? 1), options.WarmUpTime, time);
        _load = new LoadMeter(Intake, Roles.IsCandidateActive, time);
        _comparison = new UnitComparison(Roles.CandidatePointer, release.ExpectedChanges, evidence.Differences);
        var noise = new NoiseSchedule(CheckPlan.Of(strategy, stage).Contains(CheckNames.OutputDiff));
        Pairing = new UnitPairing(Roles, new UnitLane(options.UnitLimit, time), WarmUp, noise, _load, services.Journal, time);
        UnitsAtOnce = Math.Clamp(Roles.Mirror?.Concurrency ?? 1, 1, MostUnitsAtOnce);
    }

    /// <summary>Which slot plays which part.</summary>
    public StageRoles Roles { get; }

    /// <summary>The way from production into the mirror.</summary>
    public MirrorIntake Intake { get; }

    /// <summary>Whether the candidate is warm.</summary>
    public WarmUp WarmUp { get; }

    /// <summary>Sends units through both releases.</summary>
    public UnitPairing Pairing { get; }

    /// <summary>Where pairs are compared.</summary>
    public ChannelWriter<UnitPair> Pairs => _pairs.Writer;

    /// <summary>Units that are mirrored side by side.</summary>
    public int UnitsAtOnce { get; }

    /// <summary>What is mirrored.</summary>
    public MirrorStatus Mirror => new(
        Interlocked.Read(ref _liveUnits),
        Interlocked.Read(ref _replayedUnits),
        Interlocked.Read(ref _records),
        Intake.LeftOut,
        Intake.Waiting,
        Intake.Lag,
        Intake.Backlog);

    /// <summary>Begins to mirror what production commits.</summary>
    public void Start(StageParts parts)
    {
        var pump = new MirrorPump(Intake, Pairing, _pairs.Writer);
        parts.Run("the mirror", stop => pump.RunAsync(UnitsAtOnce, stop));
        parts.Run("the comparison", CompareAsync);
        _services.Mirror.Open(Intake);
    }

    /// <summary>The load now. It is measured from the first call after the candidate was warm; null before.</summary>
    /// <param name="nodes">Nodes of the candidate.</param>
    /// <param name="productionLag">Age of the oldest batch that production has not committed, where the candidate serves.</param>
    public MirrorLoad? Load(int nodes, TimeSpan productionLag)
    {
        if (WarmUp.IsOver)
        {
            _load.Begin();
        }

        return _load.Now(nodes, productionLag);
    }

    /// <summary>Records that this gateway should have offered to the candidate by now for so many times its live rate, and has not.</summary>
    public double MissingFor(double factor) => _load.MissingFor(factor);

    /// <summary>Takes nothing more in.</summary>
    public void Close() => _services.Mirror.Close(Intake);

    public void Dispose()
    {
        Close();
        _pairs.Writer.TryComplete();
        while (_pairs.Reader.TryRead(out var pair))
        {
            pair.Dispose();
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
                var compared = _evidence.Observe(() => Compare(pair, withRecords));
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
        var (color, answer) = Roles.IsCandidateActive ? (_deployment.Before.Color, pair.Baseline) : (_deployment.Target, pair.Candidate);
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

    [LoggerMessage(EventId = 2455, EventName = "ComparisonError", Level = LogLevel.Error, Message = "Deployment {Deployment}: what the candidate made of batches {First}-{Last} cannot be compared; it counts as unreadable")]
    private partial void LogComparisonError(Exception error, long deployment, long first, long last);
}
