using LogPlatform.Core.Slots;
using LogPlatform.Standalone.Hosting;
using LogPlatform.Standalone.Pointer;

namespace LogPlatform.Standalone.Tests.Hosting;

public sealed class StartPointerTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch.AddYears(56);

    [Fact]
    public void TheFirstStartServesTheBundleFromBlueAsGenerationOne() =>
        StartPointer.Choose(null, Release("a"), Now).ShouldBe(new PointerRecord(Color.Blue, 1, "a", "a", Now));

    [Fact]
    public void ADeployedReleaseSurvivesARestart()
    {
        var stored = new PointerRecord(Color.Green, 7, "deployed", "a", Now.AddDays(-1));
        StartPointer.Choose(stored, Release("a"), Now).ShouldBe(stored);
    }

    [Fact]
    public void AnotherBundleIsANewGeneration()
    {
        var stored = new PointerRecord(Color.Green, 7, "deployed", "a", Now.AddDays(-1));
        StartPointer.Choose(stored, Release("b"), Now).ShouldBe(new PointerRecord(Color.Green, 8, "b", "b", Now));
    }

    private static ReleaseId Release(string name) => ReleaseId.TryParse(name, out var id) ? id : throw new ArgumentException(name);
}
