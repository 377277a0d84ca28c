using System.Collections.Concurrent;
using System.Globalization;
using LogPlatform.Cluster.Colors;
using LogPlatform.Cluster.Hosting;
using LogPlatform.Cluster.Routing;
using LogPlatform.Contracts.Slots;
using LogPlatform.Core.Ports;
using LogPlatform.Core.Releases;
using LogPlatform.Core.Slots;
using LogPlatform.Postgres.Journal;
using Microsoft.Extensions.Options;

namespace LogPlatform.Cluster.Slots;

/// <summary>
/// The two colors' slots. A release is loaded into the silos when all of them run its build. Where some run it and others do not yet, they are being replaced, and this waits until
/// all are; where none does, somebody has forgotten to, and the release is refused.
/// </summary>
internal sealed partial class ClusterSlots(
    IColorClusters clusters,
    SharedReleaseCatalog catalog,
    PgJournal journal,
    GatewayName name,
    IOptions<ControlClusterOptions> options,
    TimeProvider time,
    ILogger<ClusterSlots> logger) : BackgroundService, ISlotProvisioner
{
    private readonly ILogger _logger = logger;
    private readonly ColorWatch _blue = new(Color.Blue, clusters, time);
    private readonly ColorWatch _green = new(Color.Green, clusters, time);
    private readonly UnitSender _sender = new(clusters, options.Value.UnitLimit, time);
    private readonly ConcurrentDictionary<(Color Color, ReleaseId Release), ClusterSlot> _slots = new();
    private readonly ConcurrentDictionary<Color, string> _awaited = new();
    private int _serving;
    private int _asides;

    /// <summary>Sends units to any configuration that is loaded.</summary>
    public UnitSender Sender => _sender;

    /// <summary>What the silos of a color report.</summary>
    public ColorWatch At(Color color) => color switch
    {
        Color.Blue => _blue,
        Color.Green => _green,
        _ => throw new ArgumentOutOfRangeException(nameof(color), color, "Neither blue nor green."),
    };

    /// <summary>A release in a color, whether its silos have it at the moment or not.</summary>
    /// <exception cref="SlotProvisionException">There is no such release.</exception>
    public ClusterSlot Of(Color color, ReleaseId release) => _slots.TryGetValue((color, release), out var known)
        ? known
        : _slots.GetOrAdd((color, release), new ClusterSlot(Find(release), At(color), _sender, journal));

    /// <inheritdoc/>
    public ISlot? Find(Color color) => ReleaseId.TryParse(At(color).Report?.Release, out var release) && catalog.Find(release) is not null ? Of(color, release) : null;

    /// <summary>Makes a color the one that serves: its units wait for its silos, and those of the other one do not.</summary>
    public void SetServing(SlotPointer pointer)
    {
        Volatile.Write(ref _serving, (int)pointer.Color);
        var serving = Of(pointer.Color, pointer.Release);
        serving.SetServing(true);
        foreach (var (_, slot) in _slots.Where(slot => slot.Value != serving))
        {
            slot.SetServing(false);
        }
    }

    /// <inheritdoc/>
    public async Task<ISlot> ProvisionAsync(Color color, ReleaseId release, CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _serving) == (int)color)
        {
            throw new SlotProvisionException($"{color} serves production and cannot be filled with another release");
        }

        return await FillAsync(color, release, refusesOtherBuild: true, cancellationToken);
    }

    /// <inheritdoc/>
    public string? AwaitedBy(Color color) => _awaited.GetValueOrDefault(color);

    /// <summary>Fills the color that is to serve first, and returns when all its silos have the release.</summary>
    /// <exception cref="SlotProvisionException">A silo refuses it.</exception>
    public Task<ClusterSlot> BringUpAsync(Color color, ReleaseId release, CancellationToken cancellationToken) =>
        FillAsync(color, release, refusesOtherBuild: false, cancellationToken);

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The slot serves.</exception>
    public async Task StopAsync(Color color)
    {
        if (Volatile.Read(ref _serving) == (int)color)
        {
            throw new InvalidOperationException($"{color} serves production and is not emptied");
        }

        await At(color).Grain.ClearAsync();
        await At(color).AskAsync(CancellationToken.None);
    }

    /// <inheritdoc/>
    public async Task<IAsideSlot> StartAsideAsync(ReleaseId release, int nodes, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(nodes, 1);
        var wanted = Find(release);

        // The same names after a restart: what was loaded for one that died without a word is let go when its name is used again.
        var user = string.Create(CultureInfo.InvariantCulture, $"{name.Value}/{Interlocked.Increment(ref _asides)}");

        // The color that does not serve first: what is tried must not take the processors of what serves.
        Color[] colors = Volatile.Read(ref _serving) == (int)Color.Blue ? [Color.Green, Color.Blue] : [Color.Blue, Color.Green];
        var why = string.Empty;
        foreach (var color in colors)
        {
            var watch = At(color);
            if (Configuration(wanted, watch) is not { } configuration)
            {
                why += $"{color} runs another build; ";
                continue;
            }

            try
            {
                await watch.Grain.LoadAsideAsync(configuration, user).WaitAsync(cancellationToken);
                return new AsideSlot(wanted, user, watch, _sender, journal);
            }
#pragma warning disable CA1031 // The other color may do.
            catch (Exception error) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                why += $"{color}: {error.Message}; ";
            }
        }

        throw new SlotProvisionException($"release {release} can be tried nowhere: {why.TrimEnd(' ', ';')}");
    }

    public override void Dispose()
    {
        base.Dispose();
        _blue.Dispose();
        _green.Dispose();
    }

    /// <summary>Asks both colors again and again.</summary>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(WatchAsync(_blue, stoppingToken), WatchAsync(_green, stoppingToken));

    private async Task<ClusterSlot> FillAsync(Color color, ReleaseId release, bool refusesOtherBuild, CancellationToken cancellationToken)
    {
        var wanted = Find(release);
        var (watch, slot) = (At(color), Of(color, release));
        try
        {
            while (true)
            {
                var isReached = await watch.AskAsync(cancellationToken);
                var strangers = Strangers(watch, wanted);
                Await(color, release, isReached ? strangers : "its silos do not answer");
                if (strangers is not null)
                {
                    if (refusesOtherBuild && isReached && watch.Report is { Silos.Length: > 0 } && ClusterArtifact.BuildOf(wanted, watch.Report) is null)
                    {
                        throw new SlotProvisionException($"{strangers}; replace its silos first");
                    }
                }
                else if (await LoadAsync(watch, wanted, cancellationToken) is { } loaded)
                {
                    // Not what was reported last: a report from before the load may come behind it, and would tell of another release's refusal.
                    if (loaded.Silos.FirstOrDefault(silo => silo.Refusal.Length > 0) is { } refusing)
                    {
                        await watch.Grain.ClearAsync();
                        throw new SlotProvisionException($"{refusing.Name}: {refusing.Refusal}");
                    }

                    if (slot.IsReady)
                    {
                        LogSlotFilled(color, slot.Nodes.Count, release.Name);
                        return slot;
                    }
                }

                await Task.Delay(options.Value.ReportEvery, time, cancellationToken);
            }
        }
        finally
        {
            _awaited.TryRemove(color, out _);
        }
    }

    private void Await(Color color, ReleaseId release, string? what)
    {
        if (what is null)
        {
            _awaited.TryRemove(color, out _);
        }
        else if (!_awaited.TryGetValue(color, out var before) || before != what)
        {
            _awaited[color] = what;
            LogBuildAwaited(color, release.Name, what);
        }
    }

    private async Task WatchAsync(ColorWatch watch, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await watch.AskAsync(CancellationToken.None);
            await Task.Delay(options.Value.ReportEvery, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private Release Find(ReleaseId release) => catalog.Find(release) ?? throw new SlotProvisionException($"there is no release '{release}'");

    private async Task<SlotReport?> LoadAsync(ColorWatch watch, Release release, CancellationToken cancellationToken)
    {
        try
        {
            var report = await watch.Grain.LoadAsync(Configuration(release, watch)!).WaitAsync(cancellationToken);
            watch.Take(report);
            return report;
        }
#pragma warning disable CA1031 // A color whose silos go while they are told fails in many ways; it is tried again until the caller has enough.
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            LogColorUnreachable(error, watch.Color);
            return null;
        }
    }

    private SlotConfiguration? Configuration(Release release, ColorWatch watch) => ClusterArtifact.BuildOf(release, watch.Report) is { } build
        ? new SlotConfiguration(release.Id.Name, build, release.Configuration.Hex, catalog.RulesOf(release.Id))
        : null;

    private string? Strangers(ColorWatch watch, Release wanted)
    {
        var silos = watch.Report?.Silos ?? [];
        var strangers = silos.Where(silo => ClusterArtifact.Of(silo.Artifact) != wanted.Artifact).Select(silo => $"{silo.Name} runs build {silo.Artifact}").ToList();
        return silos.Length == 0 ? "it has no silo"
            : strangers.Count > 0 ? $"release {wanted.Id} is for build {catalog.BuildOf(wanted.Id)}, and {string.Join(", ", strangers)}"
            : null;
    }

    [LoggerMessage(EventId = 3101, EventName = "SlotFilled", Level = LogLevel.Information, Message = "{Color} has {Silos} silos ready with release {Release}")]
    private partial void LogSlotFilled(Color color, int silos, string release);

    [LoggerMessage(EventId = 3102, EventName = "SlotBuildAwaited", Level = LogLevel.Information, Message = "{Color} is to run release {Release} and waits: {Reason}")]
    private partial void LogBuildAwaited(Color color, string release, string reason);

    [LoggerMessage(EventId = 3103, EventName = "SlotUnreachableError", Level = LogLevel.Warning, Message = "The cluster of {Color} cannot be reached; it is tried again")]
    private partial void LogColorUnreachable(Exception error, Color color);
}
