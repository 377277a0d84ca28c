using System.Text;
using LogPlatform.Core.Rehearsals;
using LogPlatform.Core.Rewinds;
using LogPlatform.Core.Slots;
using LogPlatform.Storage.Files;

namespace LogPlatform.Storage.Tests.Files;

public sealed class DurableJsonFileTests : FolderTests
{
    private static readonly Rewind Rewind = new()
    {
        Id = new RewindId(4),
        Generation = new Generation(7),
        By = new SlotPointer(Color.Blue, new Generation(8), default),
        Phase = JobPhase.Running,
        Actor = "ann",
        StartedAt = new DateTimeOffset(2025, 3, 1, 12, 0, 0, TimeSpan.Zero),
        Superseded = new SupersededTotals(1, 2, 3, 4),
    };

    [Fact]
    public void WhatWasSavedIsLoaded()
    {
        var file = new DurableJsonFile<Rewind>(Path.Combine(FolderPath, "rewinds", "4.json"));
        file.Load().ShouldBeNull();
        file.Save(Rewind);
        new DurableJsonFile<Rewind>(file.Path).Load().ShouldBe(Rewind);
        file.Save(Rewind with { Phase = JobPhase.Succeeded });
        file.Load()!.Phase.ShouldBe(JobPhase.Succeeded);
        file.Delete();
        file.Load().ShouldBeNull();
        file.Delete();
    }

    [Theory]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("{\"id\": 4}")]
    public void ADamagedFileIsNamed(string content)
    {
        var directory = new MemoryDirectory();
        directory.Create("4.json").Write(0, Encoding.UTF8.GetBytes(content));
        Should.Throw<InvalidDataException>(() => new DurableJsonFile<Rewind>(directory, "4.json").Load()).Message.ShouldContain("4.json");
    }
}
