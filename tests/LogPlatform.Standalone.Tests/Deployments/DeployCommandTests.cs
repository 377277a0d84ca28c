using LogPlatform.Core.Rollouts;

namespace LogPlatform.Standalone.Tests.Deployments;

/// <summary>What a pipeline sees of a deployment: the exit code of <c>logctl deploy --wait</c> against the real program.</summary>
public sealed class DeployCommandTests
{
    [Fact]
    public async Task TheExitCodeSaysWhetherTheReleaseServes()
    {
        await using var platform = await KillablePlatform.StartAsync();
        var before = await platform.Api.PointerAsync();
        var (failed, told) = await DeployAsync(platform, await platform.SecretiveReleaseAsync());
        failed.ShouldBe(1, told);
        told.ShouldContain("output-diff");
        (await platform.Api.PointerAsync()).ShouldBe(before);

        var good = await platform.GoodReleaseAsync();
        var (succeeded, output) = await DeployAsync(platform, good);
        succeeded.ShouldBe(0, output);
        (await platform.Api.PointerAsync()).Release.Name.ShouldBe(good);
        var ended = await platform.Api.UntilAsync(new DeploymentId(2), RolloutPhase.Succeeded);
        await platform.VerifyAsync(ended.Switched!);
    }

    private static Task<(int ExitCode, string Output)> DeployAsync(KillablePlatform platform, string release) => Logctl.RunAsync(
        platform.Process.Control,
        null,
        ["deploy", release, "--wait", "--dwell", "0s", "--min-units", "10", "--min-records", "500", "--bake", "1s", "--advisory", "latency", "--advisory", "throughput", "--advisory", "resources", "--skip", "errors"]);
}
