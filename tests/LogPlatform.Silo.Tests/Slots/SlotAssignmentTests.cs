using LogPlatform.Contracts.Slots;
using LogPlatform.Silo.Slots;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;

namespace LogPlatform.Silo.Tests.Slots;

/// <summary>What the slot's grain stores outlives the build that wrote it.</summary>
public sealed class SlotAssignmentTests : IDisposable
{
    private const string Golden = "20E8003121E84003314107312E3041056162411776657273696F6E3A20310AE021000321E8400332C10B410563644101E0E0E0";

    private static readonly SlotAssignment Example = new()
    {
        Version = 12,
        Slot = new SlotConfiguration("1", "1.0", "ab", "version: 1\n"),
        Asides = [new SlotConfiguration("2", "1.0", "cd", "")],
    };

    private readonly ServiceProvider _services = new ServiceCollection().AddSerializer().BuildServiceProvider();

    public void Dispose() => _services.Dispose();

    [Fact]
    public void WhatIsStoredIsWrittenAsItAlwaysWas() => Convert.ToHexString(_services.GetRequiredService<Serializer>().SerializeToArray(Example)).ShouldBe(Golden);

    [Fact]
    public void WhatWasEverStoredIsRead()
    {
        var read = _services.GetRequiredService<Serializer>().Deserialize<SlotAssignment>(Convert.FromHexString(Golden)).ShouldNotBeNull();
        read.Version.ShouldBe(Example.Version);
        read.IsSameAs(Example).ShouldBeTrue();
    }
}
