using System.Collections.Concurrent;
using System.Globalization;
using LogPlatform.Core.Ports;
using LogPlatform.Core.Slots;
using LogPlatform.Releases;
using LogPlatform.Storage.Journal;
using Microsoft.Extensions.Options;

namespace LogPlatform.Standalone.Slots;

/// <summary>The two slots of this machine, and nodes beside them. What fills or empties a slot waits for its turn, slot by slot.</summary>
internal sealed partial class LocalSlots(
    FileReleaseCatalog releases,
    IOptions<SlotOptions> options,
    IOptions<JournalOptions> journal,
    TimeProvider time,
    ILoggerFactory loggers) : ISlotProvisioner, IAsyncDisposable
{
    private readonly ILogger _logger = loggers.CreateLogger<LocalSlots>();
    private readonly SlotPlace _blue = new(Color.Blue);
    private readonly SlotPlace _green = new(Color.Green);
    private readonly ConcurrentDictionary<AsideSlot, byte> _aside = new();
    private readonly CancellationTokenSource _shutdown = new();

    // A socket's path is at most about 100 bytes, which a data folder may exceed.
    private readonly Lazy<string> _sockets = new(() => Directory.CreateTempSubdirectory("logplatform-").FullName);
    private int _serving;
    private int _asideNumber;
    private int _disposed;

    /// <summary>The slot that serves; none before the first was brought up.</summary>
    public Color Serving => (Color)Volatile.Read(ref _serving);

    /// <summary>What stands in a slot; null when it is empty.</summary>
    public LocalSlot? At(Color color) => PlaceOf(color).Slot;

    /// <inheritdoc/>
    public ISlot? Find(Color color) => At(color);

    /// <inheritdoc/>
    public Task<ISlot> ProvisionAsync(Color color, ReleaseId release, CancellationToken cancellationToken) => InTurnAsync<ISlot>(
        PlaceOf(color),
        async (place, cancel) =>
        {
            if (Serving == color)
            {
                throw new SlotProvisionException($"{color} serves production and cannot be filled with another release");
            }

            return await FillAsync(place, release, cancel);
        },
        cancellationToken);

    /// <summary>Fills the slot that serves from now on, at the start of the program.</summary>
    /// <exception cref="SlotProvisionException">It cannot be done.</exception>
    public Task<LocalSlot> BringUpAsync(Color color, ReleaseId release, CancellationToken cancellationToken) => InTurnAsync(
        PlaceOf(color),
        async (place, cancel) =>
        {
            var slot = await FillAsync(place, release, cancel);
            Volatile.Write(ref _serving, (int)color);
            return slot;
        },
        cancellationToken);

    /// <summary>
    /// Makes a slot the one that serves if it is ready with <paramref name="release"/> and <paramref name="switchOver"/> says so; nobody fills or empties it meanwhile.
    /// Says why not, or null when it was done.
    /// </summary>
    public string? TryServe(Color color, ReleaseId release, Func<LocalSlot, string?> switchOver)
    {
        var place = PlaceOf(color);
        if (!place.Gate.Wait(TimeSpan.Zero))
        {
            return $"{color} is being filled or emptied";
        }

        try
        {
            if (place.Slot is not { } slot)
            {
                return $"{color} is empty";
            }

            if (slot.Release != release)
            {
                return $"{color} holds release {slot.Release}, not {release}";
            }

            if (!slot.IsReady)
            {
                return $"not every node of {color} is ready";
            }

            if (switchOver(slot) is { } refusal)
            {
                return refusal;
            }

            var before = At(Serving);
            Volatile.Write(ref _serving, (int)color);
            slot.SetServing(true);
            if (before != slot)
            {
                before?.SetServing(false);
            }

            return null;
        }
        finally
        {
            place.Gate.Release();
        }
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The slot serves.</exception>
    public Task StopAsync(Color color) => InTurnAsync(
        PlaceOf(color),
        async (place, _) =>
        {
            if (Serving == color)
            {
                throw new InvalidOperationException($"{color} serves production and is not emptied");
            }

            await EmptyAsync(place);
            return true;
        },
        CancellationToken.None);

    /// <inheritdoc/>
    public Task<IAsideSlot> StartAsideAsync(ReleaseId release, int nodes, CancellationToken cancellationToken) =>
        StartAsideAsync(release, nodes, journal.Value.Directory, cancellationToken);

    /// <summary>Starts nodes that belong to no slot and read another journal.</summary>
    /// <exception cref="SlotProvisionException">They do not start.</exception>
    public async Task<IAsideSlot> StartAsideAsync(ReleaseId release, int nodes, string journalDirectory, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(nodes, 1);
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _shutdown.Token);
        var number = Interlocked.Increment(ref _asideNumber).ToString(CultureInfo.InvariantCulture);
        var slot = new LocalSlot($"aside-{number}", nodes, LaunchOf(release, journalDirectory), options.Value, time, loggers.CreateLogger<LocalSlot>());
        var aside = new AsideSlot(slot, gone => _aside.TryRemove(gone, out _));
        _aside[aside] = 0;
        try
        {
            await slot.WhenReadyAsync(cancel.Token);
            return aside;
        }
        catch
        {
            await aside.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stops every node. Idempotent.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        await _shutdown.CancelAsync();
        foreach (var place in new[] { _blue, _green })
        {
            await place.Gate.WaitAsync();
            await EmptyAsync(place);
            place.Gate.Release();
        }

        foreach (var (aside, _) in _aside)
        {
            await aside.DisposeAsync();
        }

        if (_sockets.IsValueCreated)
        {
            Directory.Delete(_sockets.Value, recursive: true);
        }
    }

    private SlotPlace PlaceOf(Color color) => color switch
    {
        Color.Blue => _blue,
        Color.Green => _green,
        _ => throw new ArgumentOutOfRangeException(nameof(color), color, "Neither blue nor green."),
    };

    private async Task<T> InTurnAsync<T>(SlotPlace place, Func<SlotPlace, CancellationToken, Task<T>> act, CancellationToken cancellationToken)
    {
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _shutdown.Token);
        await place.Gate.WaitAsync(cancel.Token);
        try
        {
            return await act(place, cancel.Token);
        }
        finally
        {
            place.Gate.Release();
        }
    }

    private async Task<LocalSlot> FillAsync(SlotPlace place, ReleaseId release, CancellationToken cancellationToken)
    {
        if (place.Slot is { IsReady: true } warm && warm.Release == release)
        {
            return warm;
        }

        await EmptyAsync(place);
        var name = place.Color == Color.Blue ? "blue" : "green";
        var launch = LaunchOf(release, journal.Value.Directory);
        var slot = new LocalSlot(name, options.Value.Workers, launch, options.Value, time, loggers.CreateLogger<LocalSlot>());
        place.Slot = slot;
        try
        {
            await slot.WhenReadyAsync(cancellationToken);
            LogSlotFilled(name, options.Value.Workers, release.Name);
            return slot;
        }
        catch
        {
            await EmptyAsync(place);
            throw;
        }
    }

    private async Task EmptyAsync(SlotPlace place)
    {
        if (place.Slot is { } slot)
        {
            place.Slot = null;
            await slot.DisposeAsync();
            LogSlotEmptied(slot.Name, slot.Release.Name);
        }
    }

    private WorkerLaunch LaunchOf(ReleaseId id, string journalDirectory)
    {
        if (releases.Find(id) is not { } release)
        {
            throw new SlotProvisionException($"there is no release '{id}'");
        }

        if (releases.Damage(id) is { } damage)
        {
            throw new SlotProvisionException($"release {id} is not started: {damage}");
        }

        var folder = releases.FolderOf(id);
        return new WorkerLaunch(folder.WorkerAssembly, folder.RulesFile, id, release.Configuration, Path.GetFullPath(journalDirectory), _sockets.Value);
    }
}
