using System.Diagnostics.Metrics;
using LogPlatform.Cluster.Hosting;
using LogPlatform.Cluster.Routing;
using LogPlatform.Cluster.Validation;
using LogPlatform.Contracts.Validation;
using LogPlatform.Core.Batches;
using LogPlatform.Core.Slots;
using LogPlatform.Core.Validation;
using LogPlatform.Gateway.Dispatch;
using LogPlatform.Gateway.Mirror;
using LogPlatform.Gateway.Tests.Dispatch;
using LogPlatform.Gateway.Tests.Mirror;
using LogPlatform.Gateway.Tests.Validation;
using LogPlatform.Gateway.Validation;
using LogPlatform.Gateway.Validation.Custom;
using LogPlatform.Storage.Tests;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace LogPlatform.Cluster.Tests.Validation;

/// <summary>A gateway that follows, with 1.0 on blue, 1.1 on green, and production as a method. A test moves its clock and speaks for the grains.</summary>
internal sealed class FollowingGateway : IAsyncDisposable
{
    public const string Name = "gateway-2";

    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly UnitMirror _mirror = new();
    private readonly CustomProbes _probes = new(Options.Create(new CustomCheckList()));
    private readonly RecordedJournal _journal = new();
    private readonly FakeSlots _slots = new();
    private readonly AwaitedTime _waits;

    public FollowingGateway()
    {
        _waits = new AwaitedTime(Time);
        (_slots.Filled[Color.Blue], _slots.Filled[Color.Green]) = (Old, New);
        var meters = _services.GetRequiredService<IMeterFactory>();
        var services = new StageServices(
            _mirror,
            _slots,
            Catalog,
            new FakeSamples(),
            _journal,
            new MemoryStore(),
            _probes,
            Options.Create(new MirrorOptions { WarmUpUnits = 1000, UnitLimit = TimeSpan.FromMinutes(10) }),
            Options.Create(new DispatchOptions()),
            new MirrorInstruments(meters),
            new SlotInstruments(meters),
            Time);
        Follower = new StageFollower(
            Grains.Factory, new GatewayName(Name), services, Options.Create(new ControlClusterOptions()), _waits, NullLogger<StageFollower>.Instance);
    }

    public ManualTime Time { get; } = new();

    public FakeGrains Grains { get; } = new();

    public FakeCatalog Catalog { get; } = new();

    public FakeSlot Old { get; } = new(Names.Old);

    public FakeSlot New { get; } = new(Names.New);

    public StageFollower Follower { get; }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>The stage's grain says that this runs.</summary>
    public static StageNews Running(long attempt = 1, string leader = "gateway-1", bool isMeasured = false, params StageShare[] shares) => new(
        new StageOrder(attempt, leader, (int)CheckStage.Validation, EvidenceMessages.Json(Stages.Deployment(1)), isMeasured), shares);

    public Task StartAsync() => Follower.StartAsync(Token);

    /// <summary>The stage's grain says so from now on.</summary>
    public void Say(StageNews news) => Grains.News = _ => Task.FromResult(news);

    /// <summary>Production commits a unit of 4 records; whether the mirror took it.</summary>
    public bool Commit()
    {
        JournalEntry[] entries = [_journal.Add(Time.GetUtcNow())];
        var result = Old.Answer(new WorkUnit(1, Names.Blue.Generation, entries));
        if (_mirror.TryTake(Names.Blue, entries, result))
        {
            return true;
        }

        result.Dispose();
        return false;
    }

    /// <summary>Moves the clock to the end of what the follower waits for, again and again until something holds. Between two looks the follower has done what was to do.</summary>
    public async Task StepUntilAsync(Func<bool> isSo)
    {
        while (!isSo())
        {
            Time.Advance(await _waits.NextAsync(Token));

            // Comparing is not done by the follower.
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, Token);
        }
    }

    /// <summary>Lets the follower go through whole rounds.</summary>
    public Task RoundsAsync(int rounds = 2)
    {
        var before = Grains.Heard.Count;
        return StepUntilAsync(() => Grains.Heard.Count >= before + rounds);
    }

    /// <summary>Lets the clock run, whoever waits for it, until something holds.</summary>
    public async Task RunUntilAsync(Func<bool> isSo)
    {
        while (!isSo())
        {
            Time.Advance(StageLimits.Batch);
            await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System, Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Follower.StopAsync(CancellationToken.None);
        Follower.Dispose();
        _probes.Dispose();
        await _services.DisposeAsync();
    }
}
