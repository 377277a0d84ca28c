namespace LogPlatform.Worker.Tests;

public sealed class WorkerArgumentsTests
{
    private static readonly string[] All = ["--socket", "s", "--node", "blue-1", "--journal", "j", "--rules", "r.yaml", "--release", "1.0"];

    [Fact]
    public void AllOfThemAreRead() => WorkerArguments.Parse(All).ShouldBe(new WorkerArguments("s", "blue-1", "j", "r.yaml", "1.0"));

    [Fact]
    public void TheirOrderDoesNotMatter() => WorkerArguments.Parse([.. All.Chunk(2).Reverse().SelectMany(pair => pair)]).ShouldBe(WorkerArguments.Parse(All));

    [Theory]
    [InlineData("--socket")]
    [InlineData("--node")]
    [InlineData("--journal")]
    [InlineData("--rules")]
    [InlineData("--release")]
    public void NoneMayBeMissing(string name) => WorkerArguments.Parse([.. All.Chunk(2).Where(pair => pair[0] != name).SelectMany(pair => pair)]).ShouldBeNull();

    [Fact]
    public void ANameWithoutAValueIsMissing() => WorkerArguments.Parse(All[..^1]).ShouldBeNull();
}
