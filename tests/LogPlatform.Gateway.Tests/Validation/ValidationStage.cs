using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using LogPlatform.Core.Batches;
using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Slots;
using LogPlatform.Core.Validation;
using LogPlatform.Gateway.Dispatch;
using LogPlatform.Gateway.Mirror;
using LogPlatform.Gateway.Tests.Dispatch;
using LogPlatform.Gateway.Tests.Hosting;
using LogPlatform.Gateway.Tests.Mirror;
using LogPlatform.Gateway.Validation;
using LogPlatform.Gateway.Validation.Custom;
using LogPlatform.Storage.Tests;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace LogPlatform.Gateway.Tests.Validation;

/// <summary>A stage over two fake slots, 1.0 on blue and 1.1 on green, and production as a method.</summary>
internal sealed class ValidationStage : IAsyncDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(250);
    private const int MostTicks = 2000;

    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly ConcurrentQueue<CheckReport> _verdicts = [];
    private readonly UnitMirror _mirror = new();
    private readonly CustomProbes _probes;
    private readonly TestLog _log = new();
    private readonly ILoggerFactory _logging;

    public ValidationStage()
    {
        (Slots.Filled[Color.Blue], Slots.Filled[Color.Green]) = (Old, New);
        _logging = LoggerFactory.Create(logging => logging.AddProvider(_log));
        _probes = new CustomProbes(Options.Create(Custom));
        Runner = new ValidationRunner(
            new StageServices(
                _mirror,
                Slots,
                Catalog,
                Samples,
                Journal,
                Store,
                _probes,
                Options.Create(Settings),
                Options.Create(new DispatchOptions()),
                new MirrorInstruments(_services.GetRequiredService<IMeterFactory>()),
                new SlotInstruments(_services.GetRequiredService<IMeterFactory>()),
                Time),
            new StageJudge(),
            _logging.CreateLogger<ValidationRunner>());
    }

    public ManualTime Time { get; } = new();

    public FakeSlots Slots { get; } = new();

    public FakeSlot Old { get; } = new(Names.Old);

    public FakeSlot New { get; } = new(Names.New);

    public RecordedJournal Journal { get; } = new();

    public MemoryStore Store { get; } = new();

    public FakeCatalog Catalog { get; } = new();

    public FakeSamples Samples { get; } = new();

    public CustomCheckList Custom { get; } = [];

    public MirrorOptions Settings { get; } = new() { WarmUpUnits = 0, WarmUpTime = TimeSpan.Zero, UnitLimit = TimeSpan.FromMinutes(10), ReplayWindow = TimeSpan.Zero };

    public ValidationRunner Runner { get; }

    /// <summary>Warnings and errors.</summary>
    public IReadOnlyCollection<string> Log => _log.Lines;

    public IReadOnlyList<CheckReport> Verdicts => [.. _verdicts];

    public Strategy Strategy { get; set; } = new() { MinUnits = 12, MinRecords = 40, Dwell = TimeSpan.Zero, ErrorTolerance = 0.1, HeadRoom = 1 };

    public void Start(CheckStage stage = CheckStage.Validation) => Runner.Start(
        new RolloutState
        {
            Id = new DeploymentId(1),
            Version = 1,
            Release = Names.New,
            Before = Names.Blue,
            Switched = stage == CheckStage.Bake ? Names.Green : null,
            Strategy = Strategy,
            Actor = "test",
            StartedAt = Time.GetUtcNow(),
            Phase = stage == CheckStage.Bake ? RolloutPhase.Baking : RolloutPhase.Validating,
            PhaseSince = Time.GetUtcNow(),
        },
        stage,
        _verdicts.Enqueue);

    /// <summary>Production commits a unit of one batch and offers it to the mirror.</summary>
    public bool Commit(SlotPointer pointer, int records = 4)
    {
        JournalEntry[] entries = [Journal.Add(Time.GetUtcNow(), records)];
        Store.DurableWatermark = entries[0].Id;
        var result = Slots.Filled[pointer.Color].Answer(new WorkUnit(1, pointer.Generation, entries));
        if (_mirror.TryTake(pointer, entries, result))
        {
            return true;
        }

        result.Dispose();
        return false;
    }

    /// <summary>Commits units and waits until each is compared. The clock stands still meanwhile.</summary>
    public async Task MirrorAsync(int units, SlotPointer? pointer = null, int records = 4)
    {
        for (var unit = 0; unit < units; unit++)
        {
            var seen = Runner.Mirror!.LiveUnits;
            Commit(pointer ?? Names.Blue, records).ShouldBeTrue();
            await Eventually.IsTrueAsync(() => Runner.Mirror!.LiveUnits > seen || !IsSound());
        }
    }

    /// <summary>Lets the clock run until something holds.</summary>
    public async Task TickUntilAsync(Func<bool> condition)
    {
        for (var ticks = 0; !condition(); ticks++)
        {
            IsSound().ShouldBeTrue();
            ticks.ShouldBeLessThan(MostTicks, string.Join('\n', Runner.Reports.Select(report => $"{report.Check} {report.Verdict}: {report.Summary}")));
            Time.Advance(Tick);
            await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Lets verdicts be drawn on all that was observed so far, and returns what a check then says.</summary>
    public async Task<CheckReport> ReportAsync(string check)
    {
        // The second new list was begun after the first was seen, so it was drawn from all of the evidence.
        for (var draws = 0; draws < 2; draws++)
        {
            var before = Runner.Reports;
            await TickUntilAsync(() => !ReferenceEquals(Runner.Reports, before));
        }

        return Runner.Reports.Single(report => report.Check == check);
    }

    // A part of the stage that ended leaves nothing to wait for.
    private bool IsSound() => !Log.Any(line => line.Contains(" ended; ", StringComparison.Ordinal));

    public async ValueTask DisposeAsync()
    {
        await Runner.DisposeAsync();
        _probes.Dispose();
        _logging.Dispose();
        await _services.DisposeAsync();
    }
}
