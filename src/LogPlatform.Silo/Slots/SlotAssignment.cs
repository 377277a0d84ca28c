using LogPlatform.Contracts.Slots;

namespace LogPlatform.Silo.Slots;

/// <summary>All that the silos of a color are to load. Stored by the slot's grain and sent to the silos, so numbers and alias stay.</summary>
[GenerateSerializer]
[Immutable]
[Alias("LogPlatform.SlotAssignment")]
internal sealed record SlotAssignment
{
    /// <summary>Grows with every change.</summary>
    [Id(0)]
    public long Version { get; init; }

    /// <summary>The slot's configuration; null when it has none.</summary>
    [Id(1)]
    public SlotConfiguration? Slot { get; init; }

    /// <summary>Those to load beside it, each fingerprint once; last the one that somebody came to use last.</summary>
    [Id(2)]
    public SlotConfiguration[] Asides { get; init; } = [];

    /// <summary>Who uses them, each user once.</summary>
    [Id(3)]
    public AsideUse[] Uses { get; init; } = [];

    /// <summary>Whether the same is to be loaded, for the same users.</summary>
    public bool IsSameAs(SlotAssignment other) => Slot == other.Slot && Asides.AsSpan().SequenceEqual(other.Asides) && Uses.AsSpan().SequenceEqual(other.Uses);

    /// <summary>The same, and <paramref name="user"/> uses <paramref name="configuration"/> beside the slot, and nothing else any more. Beyond <paramref name="most"/>, the first go.</summary>
    public SlotAssignment WithAside(SlotConfiguration configuration, string user, int most)
    {
        var use = new AsideUse(user, configuration.Configuration);
        if (Uses.Contains(use) && Asides.Contains(configuration))
        {
            return this;
        }

        var others = Asides.Where(aside => aside.Configuration != configuration.Configuration);
        return Keeping([.. others, configuration], [.. Uses.Where(other => other.User != user), use], most);
    }

    /// <summary>The same, and <paramref name="user"/> does not use that configuration any more.</summary>
    public SlotAssignment WithoutAside(string configuration, string user) => Keeping(Asides, [.. Uses.Where(use => use != new AsideUse(user, configuration))], Asides.Length);

    private SlotAssignment Keeping(SlotConfiguration[] asides, AsideUse[] uses, int most)
    {
        SlotConfiguration[] kept = [.. asides.Where(aside => uses.Any(use => use.Configuration == aside.Configuration)).TakeLast(most)];
        return this with { Asides = kept, Uses = [.. uses.Where(use => kept.Any(aside => aside.Configuration == use.Configuration))] };
    }
}
