using LogPlatform.Core.Slots;
using LogPlatform.Standalone.Pointer;

namespace LogPlatform.Standalone.Tests.Pointer;

/// <summary>Invariant 5: generations only grow, and the pointer moves by compare-and-set.</summary>
public sealed class PointerFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string FilePath => Path.Combine(_folder.Path, "pointer.json");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void WithoutAFileThereIsNoPointer() => new PointerFile(FilePath).Load().ShouldBeNull();

    [Fact]
    public void WhatWasSavedIsLoaded()
    {
        var record = Record(Color.Green, 3);
        new PointerFile(FilePath).TrySave(record, default).ShouldBeTrue();
        new PointerFile(FilePath).Load().ShouldBe(record);
    }

    [Fact]
    public void ASaveFromAnOldGenerationIsRefused()
    {
        var file = new PointerFile(FilePath);
        file.TrySave(Record(Color.Blue, 1), default).ShouldBeTrue();
        file.TrySave(Record(Color.Green, 2), new Generation(1)).ShouldBeTrue();
        file.TrySave(Record(Color.Blue, 3), new Generation(1)).ShouldBeFalse();
        file.Load()!.Generation.ShouldBe(2);
    }

    [Fact]
    public void AGenerationThatDoesNotGrowIsRefused()
    {
        var file = new PointerFile(FilePath);
        file.TrySave(Record(Color.Blue, 5), default).ShouldBeTrue();
        file.TrySave(Record(Color.Green, 5), new Generation(5)).ShouldBeFalse();
    }

    [Theory]
    [InlineData("")]
    [InlineData("not json")]
    [InlineData("null")]
    [InlineData("""{"color":"Blue","generation":0,"release":"a","bundle":"a","since":"2026-01-01T00:00:00Z"}""")]
    [InlineData("""{"color":"None","generation":1,"release":"a","bundle":"a","since":"2026-01-01T00:00:00Z"}""")]
    [InlineData("""{"color":"Blue","generation":1,"release":"../a","bundle":"a","since":"2026-01-01T00:00:00Z"}""")]
    public void ADamagedFileIsSaidAndNotGuessed(string content)
    {
        File.WriteAllText(FilePath, content);
        Should.Throw<InvalidDataException>(() => new PointerFile(FilePath).Load()).Message.ShouldContain(FilePath);
    }

    private static PointerRecord Record(Color color, long generation) => new(color, generation, "release-1", "bundle-1", DateTimeOffset.UnixEpoch.AddYears(56));
}
