using System.Net;
using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Slots;
using LogPlatform.Standalone.Tests.Processes;

namespace LogPlatform.Standalone.Tests.Deployments;

/// <summary>A disk that is full in the middle of a deployment.</summary>
public sealed class FullDiskTests
{
    private static readonly Dictionary<string, string> SmallFiles = new()
    {
        ["LogPlatform__Journal__MinFreeBytes"] = "0",
        ["LogPlatform__Journal__SegmentBytes"] = "1048576",
        ["LogPlatform__Store__SegmentBytes"] = "1048576",
    };

    [Fact]
    public async Task WhatCannotBeStoredIsNotDoneAndIsDoneWhenThereIsRoomAgain()
    {
        using var disk = SmallDisk.Mount(mebibytes: 192);
        await using var platform = await StandaloneProcess.StartWithAsync(disk.Path, SmallFiles, "--open", "--control-port", "0", "--otlp-port", "0", "--syslog-port", "0");
        await using var traffic = LiveTraffic.Start(platform);
        var api = new DeploymentApi(platform);
        var before = await api.PointerAsync();
        var release = await api.CreateAsync(ReleaseArchive.Of("2.0", before.Release.Name));
        var deployment = await api.DeployAsync(release, DeploymentApi.Quick with { AutoPromote = false });
        await api.UntilAsync(deployment.Id, RolloutPhase.AwaitingApproval);

        disk.Fill();
        var (status, refusal) = await api.PostAsync($"api/v1/deployments/{deployment.Id}/approve", new { });
        status.ShouldBe(HttpStatusCode.ServiceUnavailable, refusal.ToString());
        var (upload, _) = await api.UploadAsync(ReleaseArchive.Of("3.0", before.Release.Name).WithWorker().ToBytes());
        upload.ShouldBe(HttpStatusCode.ServiceUnavailable);
        var held = await api.StateAsync(deployment.Id);
        (held.Phase, held.ApprovedBy, held.Switched).ShouldBe((RolloutPhase.AwaitingApproval, null, null));
        (await api.PointerAsync()).ShouldBe(before);

        disk.Free();
        await traffic.WaitForAsync(500);
        await api.CommandAsync(deployment.Id, "approve");
        var ended = await api.UntilAsync(deployment.Id, RolloutPhase.Succeeded);
        ended.Ledger!.IsBalanced.ShouldBeTrue();
        (await api.PointerAsync()).ShouldBe(new SlotPointer(before.Color.Other(), before.Generation.Next, deployment.Release));
        await traffic.VerifyAsync(platform);
        await api.AuditIsIntactAsync();
    }
}
