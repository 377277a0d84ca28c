using LogPlatform.Core.Ports;
using LogPlatform.Gateway.Dispatch;
using LogPlatform.Gateway.Hosting;
using LogPlatform.Gateway.Rehearsals;
using LogPlatform.Gateway.Rewinds;
using LogPlatform.Gateway.Tests.Dispatch;
using LogPlatform.Gateway.Tests.Mirror;
using LogPlatform.Gateway.Tests.Rewinds;
using LogPlatform.Gateway.Validation;
using LogPlatform.Gateway.Validation.Custom;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace LogPlatform.Gateway.Tests.Validation;

public sealed class ValidationExtensionsTests
{
    [Fact]
    public async Task EverythingIsThereAndTwiceIsOnce()
    {
        await using var services = Build(("LogPlatform:Mirror:HeldUnits", "7"));
        services.GetRequiredService<IValidation>().Reports.ShouldBeEmpty();
        services.GetRequiredService<IUnitTap>().ShouldNotBeNull();
        (await services.GetRequiredService<IRehearsals>().ListAsync(TestContext.Current.CancellationToken)).ShouldBeEmpty();
        services.GetServices<IHostedService>().OfType<RewindService>().ShouldHaveSingleItem().ShouldBeSameAs(services.GetRequiredService<IRewinds>());
        services.GetRequiredService<IOptions<Gateway.Mirror.MirrorOptions>>().Value.HeldUnits.ShouldBe(7);
    }

    [Fact]
    public async Task ChecksOfTheOperatorsOwnComeFromTheConfiguration()
    {
        await using var services = Build(
            ("LogPlatform:Checks:smoke:Command", "/bin/sh"),
            ("LogPlatform:Checks:smoke:Arguments:0", "-c"),
            ("LogPlatform:Checks:smoke:Arguments:1", "exit 0"),
            ("LogPlatform:Checks:slo:Url", "https://example.org/slo"),
            ("LogPlatform:Checks:slo:Headers:X-Key", "secret"),
            ("LogPlatform:Checks:slo:Timeout", "00:00:05"));
        services.GetRequiredService<ICustomChecks>().Names.Order().ShouldBe(["slo", "smoke"]);
        var checks = services.GetRequiredService<IOptions<CustomCheckList>>().Value;
        checks["smoke"].Arguments.ShouldBe(["-c", "exit 0"]);
        (checks["slo"].Headers["X-Key"], checks["slo"].Timeout).ShouldBe(("secret", TimeSpan.FromSeconds(5)));
    }

    [Fact]
    public async Task ACheckThatCannotBeAskedIsRefusedWithItsPlace()
    {
        await using var services = Build(("LogPlatform:Checks:slo:Url", "ftp://example.org/"));
        Should.Throw<OptionsValidationException>(() => services.GetRequiredService<ICustomChecks>()).Message.ShouldContain("LogPlatform:Checks:slo:Url");
    }

    private static ServiceProvider Build(params (string Key, string Value)[] settings)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(setting => setting.Key, string? (setting) => setting.Value)).Build());
        services.AddLogging();
        services.AddOptions<GatewayOptions>();
        services.AddSingleton<IJournal>(new RecordedJournal());
        services.AddSingleton<IRecordStore>(new MemoryStore());
        services.AddSingleton<IRewindStore>(new MemoryRewindStore());
        services.AddSingleton<IAuditLog>(new MemoryAudit());
        services.AddSingleton<ISlotProvisioner>(new FakeSlots());
        services.AddSingleton<ITrafficRouter>(new FakeRouter());
        services.AddSingleton<IReleaseCatalog>(new FakeCatalog());
        services.AddSingleton<ISampleRunner>(new FakeSamples());
        return services.AddLogPlatformValidation().AddLogPlatformJobs().AddLogPlatformValidation().AddLogPlatformJobs().BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true });
    }
}
