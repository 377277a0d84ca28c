using LogPlatform.Contracts.Slots;
using LogPlatform.Silo.Slots;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;

namespace LogPlatform.Silo.Tests.Slots;

/// <summary>What the slot's grain stores outlives the build that wrote it.</summary>
public sealed class SlotAssignmentTests : IDisposable
{
    private const string Golden = "20E8003121E84003314107312E3041056162411776657273696F6E3A20310AE021000321E8400332C10B410563644101E0E021000321E8400B6F6E652F31C11BE0E0E0";

    // From before it was known who uses what is beside the slot.
    private const string Earlier = "20E8003121E84003314107312E3041056162411776657273696F6E3A20310AE021000321E8400332C10B410563644101E0E0E0";

    private static readonly SlotAssignment Example = new()
    {
        Version = 12,
        Slot = new SlotConfiguration("1", "1.0", "ab", "version: 1\n"),
        Asides = [new SlotConfiguration("2", "1.0", "cd", "")],
        Uses = [new AsideUse("one/1", "cd")],
    };

    private readonly ServiceProvider _services = new ServiceCollection().AddSerializer().BuildServiceProvider();

    public void Dispose() => _services.Dispose();

    [Fact]
    public void WhatIsStoredIsWrittenAsItAlwaysWas() => Convert.ToHexString(_services.GetRequiredService<Serializer>().SerializeToArray(Example)).ShouldBe(Golden);

    [Fact]
    public void WhatWasEverStoredIsRead()
    {
        Read(Golden).Version.ShouldBe(Example.Version);
        Read(Golden).IsSameAs(Example).ShouldBeTrue();
        Read(Earlier).IsSameAs(Example with { Uses = [] }).ShouldBeTrue();
    }

    private SlotAssignment Read(string bytes) => _services.GetRequiredService<Serializer>().Deserialize<SlotAssignment>(Convert.FromHexString(bytes)).ShouldNotBeNull();
}
