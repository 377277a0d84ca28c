using System.Diagnostics.Metrics;
using LogPlatform.ControlPage.Live;
using LogPlatform.Core.Slots;
using LogPlatform.Gateway.Dispatch;
using Microsoft.Extensions.DependencyInjection;

namespace LogPlatform.ControlPage.Tests.Live;

public sealed class SlotMeterTests : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly SlotMeters _meters;
    private readonly SlotInstruments _instruments;

    public SlotMeterTests()
    {
        var factory = _services.GetRequiredService<IMeterFactory>();
        (_meters, _instruments) = (new SlotMeters(factory), new SlotInstruments(factory));
    }

    public void Dispose()
    {
        _meters.Dispose();
        _services.Dispose();
    }

    [Fact]
    public void EachSlotIsToldForItselfAndASecondReadingBeginsAtZero()
    {
        _meters.Start();
        for (var i = 1; i <= 100; i++)
        {
            _instruments.OnProcessed(Color.Blue, 10, 1000, TimeSpan.FromMilliseconds(i));
        }

        _instruments.OnProcessed(Color.Green, 3, 300, TimeSpan.FromMilliseconds(7));

        _meters.Read(Color.Blue).ShouldBe(new SlotReading(1000, 100_000, 0.05, 0.099));
        _meters.Read(Color.Green).ShouldBe(new SlotReading(3, 300, 0.007, 0.007));
        var nothing = _meters.Read(Color.Blue);
        (nothing.Records, double.IsNaN(nothing.Median)).ShouldBe((0, true));
    }

    [Fact]
    public void NobodyListensBeforeTheFirstPageAndAfterTheLast()
    {
        _instruments.OnProcessed(Color.Blue, 10, 1000, TimeSpan.FromMilliseconds(1));
        _meters.Start();
        _meters.Stop();
        _instruments.OnProcessed(Color.Blue, 10, 1000, TimeSpan.FromMilliseconds(1));

        _meters.Read(Color.Blue).Records.ShouldBe(0);
    }

    [Fact]
    public void AnotherGatewayInTheSameProcessIsNotCounted()
    {
        using var other = new ServiceCollection().AddMetrics().BuildServiceProvider();
        _meters.Start();

        new SlotInstruments(other.GetRequiredService<IMeterFactory>()).OnProcessed(Color.Blue, 10, 1000, TimeSpan.FromMilliseconds(1));

        _meters.Read(Color.Blue).Records.ShouldBe(0);
    }
}
