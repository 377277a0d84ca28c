using System.Collections.Frozen;
using LogPlatform.Contracts.Slots;
using LogPlatform.Silo.Hosting;
using Microsoft.Extensions.Options;

namespace LogPlatform.Silo.Slots;

/// <summary>The compiled rules that this silo can process with. Units read a snapshot, which a change replaces as a whole. Thread-safe.</summary>
internal sealed partial class LoadedConfigurations(IOptions<SiloNodeOptions> options, SlotInstruments instruments, TimeProvider time, ILogger<LoadedConfigurations> logger)
{
    private readonly ILogger _logger = logger;
    private readonly string _artifact = options.Value.Artifact;
    private readonly Lock _lock = new();
    private volatile LoadedSet _current = LoadedSet.None;

    /// <summary>What is loaded now.</summary>
    public LoadedSet Current => _current;

    /// <summary>The build that this silo runs.</summary>
    public string Artifact => _artifact;

    /// <summary>The configuration with a fingerprint; null when it is not loaded.</summary>
    public LoadedConfiguration? Find(string fingerprint) => _current.ByFingerprint.GetValueOrDefault(fingerprint);

    /// <summary>Takes what was sent; something older than what is known came late and is left.</summary>
    public void Take(SlotAssignment assignment)
    {
        lock (_lock)
        {
            if (_current.Assignment is not { } known || assignment.Version >= known.Version)
            {
                Change_NeedsLock(assignment);
            }
        }
    }

    /// <summary>
    /// Takes what was asked for when <paramref name="before"/> was loaded. It is right even if its number is lower, as after a loss of the store, unless something was sent meanwhile.
    /// </summary>
    public void Take(SlotAssignment assignment, LoadedSet before)
    {
        lock (_lock)
        {
            if (ReferenceEquals(_current, before))
            {
                Change_NeedsLock(assignment);
            }
        }
    }

    private void Change_NeedsLock(SlotAssignment assignment)
    {
        var before = _current;
        if (before.Assignment is { } known && known.Version == assignment.Version && known.IsSameAs(assignment))
        {
            return;
        }

        var (slot, refusal) = assignment.Slot is null ? (null, string.Empty) : Load(assignment.Slot, before.Slot);
        if (refusal.Length > 0)
        {
            // Units of the release before may still be under way; each names its fingerprint, so nothing is processed with the wrong rules.
            slot = before.Slot;
        }

        var asides = new List<LoadedConfiguration>();
        var refusals = new List<string>();
        foreach (var configuration in assignment.Asides)
        {
            var (aside, asideRefusal) = Load(configuration, before.Asides.FirstOrDefault(loaded => loaded.Configuration == configuration));
            if (aside is null)
            {
                refusals.Add(asideRefusal);
            }
            else
            {
                asides.Add(aside);
            }
        }

        var all = new Dictionary<string, LoadedConfiguration>(StringComparer.Ordinal);
        foreach (var loaded in slot is null ? asides : [.. asides, slot])
        {
            all[loaded.Configuration.Configuration] = loaded;
        }

        _current = new LoadedSet
        {
            Assignment = assignment,
            Slot = slot,
            SlotSince = ReferenceEquals(slot, before.Slot) ? before.SlotSince : time.GetTimestamp(),
            Refusal = refusal,
            Asides = asides,
            AsideRefusal = string.Join("; ", refusals),
            ByFingerprint = all.ToFrozenDictionary(StringComparer.Ordinal),
        };
        foreach (var gone in before.ByFingerprint.Values.Where(loaded => !all.ContainsKey(loaded.Configuration.Configuration)))
        {
            LogConfigurationUnloaded(gone.Configuration.Configuration, gone.Configuration.Release);
        }
    }

    private (LoadedConfiguration? Loaded, string Refusal) Load(SlotConfiguration configuration, LoadedConfiguration? known)
    {
        if (known?.Configuration == configuration)
        {
            return (known, string.Empty);
        }

        var (loaded, refusal) = LoadedConfiguration.Load(configuration, _artifact);
        instruments.OnLoaded(isRefused: loaded is null);
        if (loaded is null)
        {
            LogConfigurationRefused(configuration.Configuration, refusal);
        }
        else
        {
            LogConfigurationLoaded(configuration.Configuration, configuration.Release);
        }

        return (loaded, refusal);
    }
}
