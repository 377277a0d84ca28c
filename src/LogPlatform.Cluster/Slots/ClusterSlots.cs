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
/// The two colors' slots. A release whose build the silos run already is loaded into them; for another build the platform replaces the silos, and this waits until all of
/// them report it.
/// </summary>
internal sealed partial class ClusterSlots(
    IColorClusters clusters,
    IReleaseCatalog catalog,
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

        return await FillAsync(color, release, cancellationToken);
    }

    /// <summary>Fills a color, also the one that is to serve, and returns when all its silos have the release.</summary>
    /// <exception cref="SlotProvisionException">A silo refuses it.</exception>
    public async Task<ClusterSlot> FillAsync(Color color, ReleaseId release, CancellationToken cancellationToken)
    {
        var wanted = Find(release);
        var (watch, slot) = (At(color), Of(color, release));
        var told = false;
        while (true)
        {
            await watch.AskAsync(cancellationToken);
            if (Strangers(watch, wanted) is { } strangers)
            {
                if (!told)
                {
                    told = true;
                    LogBuildAwaited(color, release.Name, strangers);
                }
            }
            else if (await LoadAsync(watch, wanted, cancellationToken))
            {
                if (slot.IsReady)
                {
                    LogSlotFilled(color, slot.Nodes.Count, release.Name);
                    return slot;
                }

                if (slot.Refusal is { } refusal)
                {
                    await watch.Grain.ClearAsync();
                    throw new SlotProvisionException(refusal);
                }
            }

            await Task.Delay(options.Value.ReportEvery, time, cancellationToken);
        }
    }

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

    private async Task WatchAsync(ColorWatch watch, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await watch.AskAsync(CancellationToken.None);
            await Task.Delay(options.Value.ReportEvery, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private Release Find(ReleaseId release) => catalog.Find(release) ?? throw new SlotProvisionException($"there is no release '{release}'");

    private async Task<bool> LoadAsync(ColorWatch watch, Release release, CancellationToken cancellationToken)
    {
        try
        {
            watch.Take(await watch.Grain.LoadAsync(Configuration(release, watch)!).WaitAsync(cancellationToken));
            return true;
        }
#pragma warning disable CA1031 // A color whose silos go while they are told fails in many ways; it is tried again until the caller has enough.
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            LogColorUnreachable(error, watch.Color);
            return false;
        }
    }

    private SlotConfiguration? Configuration(Release release, ColorWatch watch) => ClusterArtifact.BuildOf(release, watch.Report) is { } build
        ? new SlotConfiguration(release.Id.Name, build, release.Configuration.Hex, catalog.RulesOf(release.Id))
        : null;

    // Silos of another build are about to be replaced, or somebody has forgotten to; until then nothing is loaded.
    private static string? Strangers(ColorWatch watch, Release wanted)
    {
        var silos = watch.Report?.Silos ?? [];
        var strangers = silos.Where(silo => ClusterArtifact.Of(silo.Artifact) != wanted.Artifact).Select(silo => $"{silo.Name} runs build {silo.Artifact}").ToList();
        return silos.Length == 0 ? "it has no silo" : strangers.Count > 0 ? string.Join(", ", strangers) : null;
    }

    [LoggerMessage(EventId = 3101, EventName = "SlotFilled", Level = LogLevel.Information, Message = "{Color} has {Silos} silos ready with release {Release}")]
    private partial void LogSlotFilled(Color color, int silos, string release);

    [LoggerMessage(EventId = 3102, EventName = "SlotBuildAwaited", Level = LogLevel.Information, Message = "{Color} is to run release {Release}; waiting for silos of its build: {Others}")]
    private partial void LogBuildAwaited(Color color, string release, string others);

    [LoggerMessage(EventId = 3103, EventName = "SlotUnreachableError", Level = LogLevel.Warning, Message = "The cluster of {Color} cannot be reached; it is tried again")]
    private partial void LogColorUnreachable(Exception error, Color color);
}
