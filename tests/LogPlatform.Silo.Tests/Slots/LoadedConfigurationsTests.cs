using System.Diagnostics.Metrics;
using LogPlatform.Contracts.Slots;
using LogPlatform.Silo.Hosting;
using LogPlatform.Silo.Slots;
using LogPlatform.Storage.Tests;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace LogPlatform.Silo.Tests.Slots;

/// <summary>What a silo has loaded after calls that come in any order.</summary>
public sealed class LoadedConfigurationsTests : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly ManualTime _time = new();
    private readonly LoadedConfigurations _loaded;

    public LoadedConfigurationsTests() => _loaded = new LoadedConfigurations(
        Options.Create(new SiloNodeOptions { Artifact = Releases.Artifact }),
        new SlotInstruments(_services.GetRequiredService<IMeterFactory>()),
        _time,
        NullLogger<LoadedConfigurations>.Instance);

    public void Dispose() => _services.Dispose();

    [Fact]
    public void WhatWasSentEarlierAndComesLaterIsLeft()
    {
        _loaded.Take(Assign(2, Releases.Marking("2")));
        _loaded.Take(Assign(1, Releases.Marking("1")));

        Slot.ShouldBe("2");
    }

    [Fact]
    public void WhatWasAskedForIsTakenThoughItsNumberIsLower()
    {
        _loaded.Take(Assign(2, Releases.Marking("2")));
        _loaded.Take(Assign(1, Releases.Marking("1")), _loaded.Current);

        Slot.ShouldBe("1");
    }

    [Fact]
    public void WhatWasAskedForIsLeftWhenSomethingWasSentMeanwhile()
    {
        var before = _loaded.Current;
        _loaded.Take(Assign(2, Releases.Marking("2")));
        _loaded.Take(Assign(1, Releases.Marking("1")), before);

        Slot.ShouldBe("2");
    }

    [Fact]
    public void TheSlotsConfigurationStaysWhenTheSameOneAsideIsUnloaded()
    {
        var release = Releases.Marking("1");
        _loaded.Take(Assign(1, release, release));
        _loaded.Take(Assign(2, release));

        _loaded.Find(release.Configuration).ShouldNotBeNull();
    }

    [Fact]
    public void AReleaseIsReadySinceItWasLoadedWhateverIsLoadedBesideIt()
    {
        var release = Releases.Marking("1");
        _loaded.Take(Assign(1, release));
        var since = _loaded.Current.SlotSince;
        _time.Advance(TimeSpan.FromMinutes(1));

        _loaded.Take(Assign(2, release, Releases.Marking("2")));
        _loaded.Current.SlotSince.ShouldBe(since);

        _loaded.Take(Assign(3, Releases.Marking("3")));
        _loaded.Current.SlotSince.ShouldBe(_time.GetTimestamp());
    }

    [Fact]
    public void AnotherReleaseOfTheSameRulesIsAnotherRelease()
    {
        var release = Releases.Marking("1");
        _loaded.Take(Assign(1, release));
        _loaded.Take(Assign(2, release with { Release = "1-again" }));

        Slot.ShouldBe("1-again");
        _loaded.Find(release.Configuration).ShouldNotBeNull();
    }

    [Fact]
    public void ASnapshotThatIsHeldDoesNotChange()
    {
        _loaded.Take(Assign(1, Releases.Marking("1")));
        var held = _loaded.Current;

        _loaded.Take(Assign(2, null));

        held.Slot!.Configuration.Release.ShouldBe("1");
        _loaded.Current.ByFingerprint.ShouldBeEmpty();
    }

    [Fact]
    public void PipelinesAreNeverSharedByTwoUnits()
    {
        _loaded.Take(Assign(1, Releases.Marking("1")));
        var configuration = _loaded.Current.Slot!;

        var (first, second) = (configuration.Rent(), configuration.Rent());
        first.ShouldNotBeSameAs(second);
        configuration.Return(first);
        configuration.Rent().ShouldBeSameAs(first);
    }

    private string Slot => _loaded.Current.Slot!.Configuration.Release;

    private static SlotAssignment Assign(long version, SlotConfiguration? slot, params SlotConfiguration[] asides) => new() { Version = version, Slot = slot, Asides = asides };
}
