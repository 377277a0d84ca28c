using LogPlatform.Core.Ports;
using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Slots;
using LogPlatform.Gateway.Deployments;
using LogPlatform.Gateway.Hosting;
using LogPlatform.Gateway.Tests.Hosting;
using LogPlatform.Gateway.Validation;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace LogPlatform.Gateway.Tests.Deployments;

/// <summary>One life of the controller, put together as a host does it.</summary>
internal sealed class ControllerProcess : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly Fuse _fuse;

    public ControllerProcess(World world, Fuse fuse)
    {
        _fuse = fuse;
        Slots = new FakeSlots(world, fuse) { [world.Pointer.Color] = new FakeSlot(world.Pointer.Color, world.Pointer.Release) };
        Router = new FakeRouter(world, Slots, fuse);
        Checks = new FakeValidation(world, fuse);
        _services = new ServiceCollection()
            .AddLogging(logging => logging.AddProvider(Log))
            .AddSingleton<TimeProvider>(world.Time)
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().Build())
            .AddSingleton(Options.Create(new GatewayOptions()))
            .AddSingleton<IDeploymentStore>(new FencedDeployments(world.Deployments, fuse))
            .AddSingleton<IAuditLog>(new FencedAudit(world.Audit, fuse))
            .AddSingleton<IRecordStore>(new FencedStore(world, fuse))
            .AddSingleton<IJournal>(world.Journal)
            .AddSingleton<IReleaseCatalog>(world.Catalog)
            .AddSingleton<ISlotProvisioner>(Slots)
            .AddSingleton<ITrafficRouter>(Router)
            .AddSingleton<IValidation>(Checks)
            .AddLogPlatformDeployments()
            .BuildServiceProvider();
        Controller = _services.GetRequiredService<DeploymentController>();
        Controller.StartAsync(Token).GetAwaiter().GetResult();
    }

    public DeploymentController Controller { get; }

    public FakeSlots Slots { get; }

    public FakeRouter Router { get; }

    public FakeValidation Checks { get; }

    public TestLog Log { get; } = new();

    public AlarmBoard Board => _services.GetRequiredService<AlarmBoard>();

    public SlotWatch Watch => _services.GetRequiredService<SlotWatch>();

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public Task<CommandResult> DeployAsync(ReleaseId release, Strategy? strategy = null) =>
        Controller.DeployAsync(new DeployRequest(release, strategy ?? new Strategy(), "because"), "ann", Token);

    /// <summary>Completes when everything that was posted to the controller so far is taken, told included.</summary>
    public Task SettleAsync() => Controller.AbortAsync(new DeploymentId(long.MaxValue), "nobody", string.Empty, Token);

    public Task StopAsync() => Controller.StopAsync(Token);

    public async ValueTask DisposeAsync()
    {
        if (!_fuse.IsBlown)
        {
            await StopAsync();
            await _services.DisposeAsync();
        }
    }
}
