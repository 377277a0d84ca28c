using System.Text;
using LogPlatform.Core.Batches;
using LogPlatform.Core.Ports;
using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Slots;
using LogPlatform.Core.Validation;
using LogPlatform.Gateway.Control;
using LogPlatform.Gateway.Deployments;
using Microsoft.Extensions.DependencyInjection;

namespace LogPlatform.Standalone.Tests.Hosting;

/// <summary>A deployment and its rollback through everything that is put together in one process.</summary>
public sealed class WholeDeploymentTests : IDisposable
{
    private static readonly string[] WithoutTraffic = [CheckNames.Readiness, CheckNames.Configuration, CheckNames.KnownAnswers];

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task AReleaseIsPromotedServesAndIsTakenBackWithABalancedLedger()
    {
        await using var platform = await HostedPlatform.StartAsync(_folder.Path);
        var router = platform.Services.GetRequiredService<ITrafficRouter>();
        var deployments = platform.Services.GetRequiredService<IDeployments>();
        var bundled = router.Current.Release;
        await SendAsync(platform, records: 10);
        var dropping = await TakeAsync(platform, ReleaseArchive.Of("2.0", bundled.Name)
            .WithRules("version: 1\nrules:\n  - drop: true\n").WithSample("all", "anything\n", string.Empty));

        var started = await deployments.DeployAsync(new DeployRequest(dropping, Quick()), "op_1", Cancel);
        started.Status.ShouldBe(CommandStatus.Accepted, started.Message);
        await UntilAsync(deployments, RolloutPhase.Succeeded);
        router.Current.ShouldBe(new SlotPointer(Color.Green, new Generation(2), dropping));
        await SendAsync(platform, records: 7);
        var status = platform.Services.GetRequiredService<IPlatformStatus>().Snapshot();
        status.Slots.Select(slot => (slot.Color, slot.Active, slot.Release)).ShouldBe([(Color.Blue, false, bundled.Name), (Color.Green, true, dropping.Name)]);

        var back = await deployments.RollbackAsync(started.Deployment!.Id, "op_1", "drops too much", force: false, Cancel);
        back.Status.ShouldBe(CommandStatus.Accepted, back.Message);
        router.Current.ShouldBe(new SlotPointer(Color.Blue, new Generation(3), bundled));
        await UntilAsync(deployments, RolloutPhase.RolledBack);
        await SendAsync(platform, records: 5);
        var ledger = platform.Services.GetRequiredService<IPlatformStatus>().Ledger();
        ledger.Balanced.ShouldBeTrue();
        ledger.Generations.Select(line => (line.Generation, line.Committed, line.Dropped)).ShouldBe([(1, 10, 0), (2, 0, 7), (3, 5, 0)]);
        deployments.Latest!.Ledger.ShouldNotBeNull().IsBalanced.ShouldBeTrue();
        platform.Services.GetRequiredService<IAuditLog>().Verify().IsIntact.ShouldBeTrue();
    }

    [Fact]
    public async Task ACandidateThatDoesNotStartFailsTheDeploymentAndLeavesProductionAlone()
    {
        await using var platform = await HostedPlatform.StartAsync(_folder.Path);
        var router = platform.Services.GetRequiredService<ITrafficRouter>();
        var deployments = platform.Services.GetRequiredService<IDeployments>();
        var before = router.Current;
        var release = await TakeAsync(platform, ReleaseArchive.Of("2.0", before.Release.Name).WithFaultyWorker(new { refuseToStart = 78 }));
        var started = await deployments.DeployAsync(new DeployRequest(release, Quick()), "op_1", Cancel);
        started.Status.ShouldBe(CommandStatus.Accepted, started.Message);
        await UntilAsync(deployments, RolloutPhase.Failed);
        deployments.Latest!.Outcome.ShouldNotBeNull().ShouldContain("refuses to start on purpose");
        router.Current.ShouldBe(before);
        await SendAsync(platform, records: 3);
        platform.Services.GetRequiredService<IPlatformStatus>().Ledger().Committed.ShouldBe(3);
    }

    [Fact]
    public async Task AnAnswerToReadinessIsGivenAlsoWhenTheSlotsAreStopped()
    {
        IPlatformStatus status;
        await using (var platform = await HostedPlatform.StartAsync(_folder.Path))
        {
            status = platform.Services.GetRequiredService<IPlatformStatus>();
            status.IsReady.ShouldBeTrue();
        }

        status.IsReady.ShouldBeFalse();
    }

    private static Strategy Quick() => new()
    {
        Dwell = TimeSpan.Zero,
        BakeTime = TimeSpan.Zero,
        Checks = CheckNames.All.Except(WithoutTraffic).ToDictionary(check => check, _ => CheckMode.Off),
    };

    private static async Task<ReleaseId> TakeAsync(HostedPlatform platform, ReleaseArchive archive)
    {
        await using var stream = archive.Open();
        var intake = await platform.Services.GetRequiredService<IReleaseCatalog>().CreateAsync(stream, "op_1", Cancel);
        intake.Errors.ShouldBeEmpty();
        return intake.Release!.Id;
    }

    /// <summary>Sends a batch and waits until it is stored.</summary>
    private static async Task SendAsync(HostedPlatform platform, int records)
    {
        var header = new BatchHeader { Format = BatchFormat.Ndjson, ReceivedUnixNano = 1_000_000_000, RecordCount = records };
        var lines = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, records).Select(number => $"line {number}\n")));
        var append = await platform.Services.GetRequiredService<IJournal>().AppendAsync(header, lines, Cancel);
        await platform.Services.GetRequiredService<IRecordStore>().WaitDurableAsync(new BatchId(append.Id.Value - 1), Cancel);
    }

    private static async Task UntilAsync(IDeployments deployments, RolloutPhase phase)
    {
        await Polling.UntilAsync($"the deployment is {phase}", () => Task.FromResult(deployments.Latest?.EndedAt is not null || deployments.Latest?.Phase == phase));
        deployments.Latest!.Phase.ShouldBe(phase, deployments.Latest.Outcome);
        await Polling.UntilAsync("its ledger is closed", () => Task.FromResult(deployments.Latest.Ledger is not null));
    }
}
