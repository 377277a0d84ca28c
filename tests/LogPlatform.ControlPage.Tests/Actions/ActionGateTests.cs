using System.Security.Claims;
using LogPlatform.Gateway.Control.Actions;
using LogPlatform.Gateway.Control.Deployments;
using LogPlatform.Gateway.Deployments;
using LogPlatform.Gateway.Security;
using LogPlatform.Gateway.Tests.Hosting;
using LogPlatform.Storage.Tests;
using Microsoft.Extensions.DependencyInjection;

namespace LogPlatform.ControlPage.Tests.Actions;

/// <summary>A page stays open; whoever sits before it may not do more for that.</summary>
public sealed class ActionGateTests : IAsyncLifetime
{
    private readonly ManualTime _time = new();
    private TestGateway _gateway = null!;

    private DeploymentActions Actions => _gateway.Services.GetRequiredService<DeploymentActions>();

    public async ValueTask InitializeAsync()
    {
        _gateway = await TestGateway.StartAsync(_time, ("Security:Open", "false"));
        _gateway.Deployments.Put(TestStates.Started(3));
    }

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task AnOperatorMay()
    {
        var (user, _) = LogIn(Role.Operator);

        (await AbortAsync(user)).Status.ShouldBe(CommandStatus.Accepted);

        _gateway.Deployments.Commands.ShouldHaveSingleItem().ShouldStartWith("abort 3 by o (");
    }

    [Fact]
    public async Task AViewerMayNotAndThatIsWrittenDown()
    {
        var (user, _) = LogIn(Role.Viewer);

        (await AbortAsync(user)).Status.ShouldBe(CommandStatus.Forbidden);

        _gateway.Deployments.Commands.ShouldBeEmpty();
        var fact = _gateway.Audit.Facts.ShouldHaveSingleItem();
        (fact.Action, fact.Subject).ShouldBe(("deployment.abort.denied", "deployment/3"));
    }

    [Fact]
    public async Task NobodyMayAfterTheSessionHasEnded()
    {
        var (user, _) = LogIn(Role.Operator);
        _time.Advance(TimeSpan.FromHours(12));

        (await AbortAsync(user)).Message.ShouldContain("session has ended");

        _gateway.Deployments.Commands.ShouldBeEmpty();
    }

    [Fact]
    public async Task NobodyMayAfterTheKeyWasRevoked()
    {
        var (user, key) = LogIn(Role.Operator);
        _gateway.Keys.Create("another", Role.Operator);
        _gateway.Keys.Revoke(key.Id);

        (await AbortAsync(user)).Status.ShouldBe(CommandStatus.Forbidden);
    }

    private Task<ActionOutcome<LogPlatform.Core.Rollouts.RolloutState>> AbortAsync(ClaimsPrincipal user) =>
        Actions.AbortAsync(user, 3, new CommandOrder { Reason = "let me" }, TestGateway.Token);

    private (ClaimsPrincipal User, ApiKey Key) LogIn(Role role)
    {
        var (key, _) = _gateway.Keys.Create("o", role);
        var sessions = _gateway.Services.GetRequiredService<SessionTable>();
        sessions.TryFind(sessions.Start(key), out _, out var session).ShouldBeTrue();
        return (Caller.Create("test", key, session), key);
    }
}
