using LogPlatform.ControlPage.Deployments;
using LogPlatform.Core.Rollouts;
using LogPlatform.Gateway.Tests.Hosting;

namespace LogPlatform.ControlPage.Tests.Deployments;

public sealed class CommandTests
{
    [Theory]
    [InlineData(RolloutPhase.Provisioning, "Abort")]
    [InlineData(RolloutPhase.Validating, "Abort")]
    [InlineData(RolloutPhase.AwaitingApproval, "Approve Abort")]
    [InlineData(RolloutPhase.Switching, "")]
    [InlineData(RolloutPhase.Baking, "Rollback")]
    [InlineData(RolloutPhase.Succeeded, "Rollback")]
    [InlineData(RolloutPhase.RolledBack, "")]
    [InlineData(RolloutPhase.Failed, "")]
    public void OnlyWhatMakesSenseNowIsOffered(RolloutPhase phase, string commands) =>
        string.Join(' ', CommandWords.For(TestStates.Started(1) with { Phase = phase })).ShouldBe(commands);

    [Fact]
    public void ARollbackThatIsTooLateIsNotOffered() =>
        CommandWords.For(TestStates.Started(1) with { Phase = RolloutPhase.Succeeded, NoRollback = "another one came after it" }).ShouldBeEmpty();

    [Fact]
    public void OnlyADrainThatTakesTooLongCanBeForced()
    {
        var draining = TestStates.Started(1) with { Phase = RolloutPhase.Draining };

        CommandWords.For(draining).ShouldNotContain(DeploymentCommand.ForceDrain);
        CommandWords.For(draining with { IsDrainOverdue = true }).ShouldContain(DeploymentCommand.ForceDrain);
    }

    [Theory]
    [InlineData(DeploymentCommand.Approve, "The pointer moves to Green: release 2.0-bbbbbbbb serves all production traffic from then on, as generation 8.")]
    [InlineData(DeploymentCommand.Abort, "The deployment ends. Production is untouched: Blue goes on serving 1.0-aaaaaaaa.")]
    [InlineData(DeploymentCommand.Rollback, "The pointer moves back to Blue: release 1.0-aaaaaaaa serves again, as a new generation.")]
    public void WhatACommandWillDoIsSaidBeforehand(DeploymentCommand command, string first) =>
        CommandWords.Consequences(command, TestStates.Started(1)).First().ShouldBe(first);

    [Fact]
    public void AReleaseThatIsNotReversibleIsSaidToBe() =>
        CommandWords.Consequences(DeploymentCommand.Approve, TestStates.Started(1) with { IsNotReversible = true }).ShouldContain(sentence => sentence.Contains("NOT reversible"));
}
