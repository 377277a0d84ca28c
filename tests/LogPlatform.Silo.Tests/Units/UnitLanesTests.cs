using System.Diagnostics.Metrics;
using LogPlatform.Contracts.Processing;
using LogPlatform.Silo.Hosting;
using LogPlatform.Silo.Slots;
using LogPlatform.Silo.Tests.Slots;
using LogPlatform.Silo.Units;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace LogPlatform.Silo.Tests.Units;

/// <summary>The threads that units are processed on.</summary>
public sealed class UnitLanesTests : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly LoadedConfigurations _configurations;
    private readonly UnitLanes _lanes;

    public UnitLanesTests()
    {
        var meters = _services.GetRequiredService<IMeterFactory>();
        var options = Options.Create(new SiloNodeOptions { Artifact = Releases.Artifact, Concurrency = 3 });
        _configurations = new LoadedConfigurations(options, new SlotInstruments(meters), TimeProvider.System, NullLogger<LoadedConfigurations>.Instance);
        _lanes = new UnitLanes(_configurations, options, new NamedSilo(), new UnitInstruments(meters), TimeProvider.System, NullLogger<UnitLane>.Instance);
    }

    public void Dispose()
    {
        _lanes.Dispose();
        _services.Dispose();
    }

    [Fact]
    public void ThereAreAsManyAsTheOptionsSay() => _lanes.Count.ShouldBe(3);

    [Fact]
    public async Task WhatWaitsWhenTheSiloStopsIsAnswered()
    {
        var release = Releases.Marking("1");
        _configurations.Take(new SlotAssignment { Version = 1, Slot = release });
        var answers = Enumerable.Range(1, 100).Select(number => _lanes.ProcessAsync(Requests.OneRecord(release, number))).ToList();

        _lanes.Dispose();

        (await Task.WhenAll(answers)).ShouldAllBe(answer => answer.Status == UnitStatus.Processed && answer.Node == "blue-1");
        _lanes.Answered.ShouldBe(100);
        _lanes.InFlight.ShouldBe(0);
    }

    [Fact]
    public async Task WhatComesAfterTheSiloStoppedFails()
    {
        var release = Releases.Marking("1");
        _configurations.Take(new SlotAssignment { Version = 1, Slot = release });
        _lanes.Dispose();

        var answer = await _lanes.ProcessAsync(Requests.OneRecord(release, number: 4));

        answer.Status.ShouldBe(UnitStatus.Failed);
        answer.Number.ShouldBe(4);
        answer.Detail.ShouldBe("the silo stops");
        _lanes.InFlight.ShouldBe(0);
    }

    [Fact]
    public async Task AUnitUnderWayIsFinishedWithTheRulesThatItBeganWith()
    {
        var (one, two) = (Releases.Marking("1"), Releases.Marking("2"));
        _configurations.Take(new SlotAssignment { Version = 1, Slot = one });
        var answers = Enumerable.Range(1, 100).Select(number => _lanes.ProcessAsync(Requests.OneRecord(one, number))).ToList();

        _configurations.Take(new SlotAssignment { Version = 2, Slot = two });

        (await Task.WhenAll(answers)).ShouldAllBe(answer => answer.FirstRecord().Contains("\"made_by\":\"1\""));
        (await _lanes.ProcessAsync(Requests.OneRecord(one))).Status.ShouldBe(UnitStatus.UnknownConfiguration);
    }

    private sealed class NamedSilo : ILocalSiloDetails
    {
        public string Name => "blue-1";

        public string ClusterId => "blue";

        public string DnsHostName => "localhost";

        public SiloAddress SiloAddress => SiloAddress.Zero;

        public SiloAddress GatewayAddress => SiloAddress.Zero;
    }
}
