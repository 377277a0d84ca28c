using System.Text.Json;
using LogPlatform.Core.Ports;
using LogPlatform.Core.Rollouts;
using LogPlatform.Storage.Files;

namespace LogPlatform.Tests.Conformance;

/// <summary>What every store of deployments does: the words of <see cref="IDeploymentStore"/> as tests.</summary>
public abstract class DeploymentRules
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AStateIsFoundAgainAfterARestartWithAllThatItSays()
    {
        await using var test = await OpenAsync();
        var whole = DeploymentStates.Whole();
        (await test.Port.TrySaveAsync(whole, Token)).ShouldBeTrue();
        await test.RestartAsync();
        var read = test.Port.Latest().ShouldNotBeNull();
        JsonSerializer.Serialize(read, StateJson.Indented).ShouldBe(JsonSerializer.Serialize(whole, StateJson.Indented));
        read.EndedAt.ShouldBe(whole.EndedAt);
        read.Ledger!.Generations.ShouldBe(whole.Ledger!.Generations);
        double.IsNaN(read.Checks[0].Figures[1].Value).ShouldBeTrue();
        read.Strategy.ModeOf("latency").ShouldBe(CheckMode.Advisory);
    }

    [Fact]
    public async Task AStateIsAcceptedOnlyBehindTheOneBeforeIt()
    {
        await using var test = await OpenAsync();
        var first = DeploymentStates.First(1);
        (await test.Port.TrySaveAsync(first with { Version = 2 }, Token)).ShouldBeFalse();
        (await test.Port.TrySaveAsync(DeploymentStates.First(2), Token)).ShouldBeFalse("Numbers have no holes.");
        (await test.Port.TrySaveAsync(first, Token)).ShouldBeTrue();
        (await test.Port.TrySaveAsync(first, Token)).ShouldBeFalse("Somebody else was first.");
        (await test.Port.TrySaveAsync(first with { Version = 3 }, Token)).ShouldBeFalse();
        (await test.Port.TrySaveAsync(first with { Version = 2, Reason = "second" }, Token)).ShouldBeTrue();
        (await test.Port.TrySaveAsync(DeploymentStates.First(2), Token)).ShouldBeTrue();
        test.Port.Find(new DeploymentId(1))!.Reason.ShouldBe("second");
        test.Port.Find(new DeploymentId(3)).ShouldBeNull();
        test.Port.Latest()!.Id.ShouldBe(new DeploymentId(2));
    }

    [Fact]
    public async Task OfThoseWhoDecideAtOnceOneWins()
    {
        await using var test = await OpenAsync();
        for (var version = 1; version <= 2; version++)
        {
            var saved = await Task.WhenAll(Enumerable.Range(0, 20).Select(i =>
                Task.Run(async () => await test.Port.TrySaveAsync(DeploymentStates.First(1) with { Version = version, Reason = $"{version}.{i}" }, Token))));
            saved.Count(won => won).ShouldBe(1);
            test.Port.Latest()!.Reason.ShouldBe($"{version}.{Array.IndexOf(saved, true)}");
        }
    }

    [Fact]
    public async Task TheListIsNewestFirstInPages()
    {
        await using var test = await OpenAsync();
        test.Port.Latest().ShouldBeNull();
        test.Port.List(default, 10).ShouldBeEmpty();
        for (var i = 1; i <= 5; i++)
        {
            await test.Port.TrySaveAsync(DeploymentStates.First(i), Token);
        }

        await test.RestartAsync();
        test.Port.List(default, 2).Select(state => state.Id.Value).ShouldBe([5, 4]);
        test.Port.List(new DeploymentId(4), 2).Select(state => state.Id.Value).ShouldBe([3, 2]);
        test.Port.List(new DeploymentId(2), 2).Select(state => state.Id.Value).ShouldBe([1]);
    }

    private protected abstract Task<IRestartable<IDeploymentStore>> OpenAsync();
}
