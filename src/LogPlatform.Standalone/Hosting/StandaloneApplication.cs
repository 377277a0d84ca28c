using LogPlatform.ControlPage.Hosting;
using LogPlatform.Core.Ports;
using LogPlatform.Gateway.Control;
using LogPlatform.Gateway.Deployments;
using LogPlatform.Gateway.Dispatch;
using LogPlatform.Gateway.Hosting;
using LogPlatform.Gateway.Validation;
using LogPlatform.Releases;
using LogPlatform.Standalone.Pointer;
using LogPlatform.Standalone.Slots;
using LogPlatform.Storage.Audit;
using LogPlatform.Storage.Deployments;
using LogPlatform.Storage.Journal;
using LogPlatform.Storage.Segments;
using Microsoft.Extensions.Options;

namespace LogPlatform.Standalone.Hosting;

/// <summary>Puts the Standalone edition together: ports, slots, dispatch, gateway.</summary>
internal static class StandaloneApplication
{
    /// <summary>Builds the application over an open journal and store.</summary>
    public static WebApplication Build(WebApplicationBuilder builder, StartupFiles files, JournalOptions journalOptions, FileJournal journal, SegmentStore store)
    {
        var services = builder.Services;
        services.AddSingleton(files);
        services.AddSingleton(TimeProvider.System);
        services.AddPorts(journalOptions, journal, store);
        var data = builder.Configuration["LogPlatform:DataDirectory"]!;
        services.AddSlots(data);
        services.AddDispatch();
        services.AddRecords(data);
        services.AddLogPlatformValidation();
        services.AddLogPlatformJobs();
        services.AddLogPlatformDeployments();
        services.AddLogPlatformGateway();
        services.AddLogPlatformControlPage();
        builder.AddTelemetry();

        // The web server is the last to start and the first to stop, so whatever comes in finds everything behind it running.
        var app = builder.Build();
        app.MapLogPlatformGateway();
        app.MapLogPlatformControlPage();
        return app;
    }

    private static void AddPorts(this IServiceCollection services, JournalOptions options, FileJournal journal, SegmentStore store)
    {
        services.AddSingleton(Options.Create(options));
        services.AddSingleton(journal);
        services.AddSingleton<IJournal>(journal);
        services.AddSingleton(store);
        services.AddSingleton<IRecordStore>(store);
        services.AddSingleton<IBlockCatalog>(store);
        services.AddSingleton<IQuarantine>(store);
        services.AddSingleton<IRewindStore>(store);
    }

    private static void AddRecords(this IServiceCollection services, string data)
    {
        services.AddSingleton<IAuditLog>(provider => FileAuditLog.Open(Path.Combine(data, "audit"), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IDeploymentStore>(_ => FileDeploymentStore.Open(Path.Combine(data, "deployments")));
    }

    private static void AddSlots(this IServiceCollection services, string data)
    {
        services.AddOptions<SlotOptions>().BindConfiguration("LogPlatform:Slots").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(new PointerFile(Path.Combine(data, "pointer.json")));
        services.AddSingleton(provider => FileReleaseCatalog.Open(
            Path.Combine(data, "releases"), ReleaseChecks.CheckWorker, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<FileReleaseCatalog>>()));
        services.AddSingleton<IReleaseCatalog>(provider => provider.GetRequiredService<FileReleaseCatalog>());
        services.AddSingleton<LocalSlots>();
        services.AddSingleton<ISlotProvisioner>(provider => provider.GetRequiredService<LocalSlots>());
        services.AddSingleton<LocalRouter>();
        services.AddSingleton<ILeaseSource>(provider => provider.GetRequiredService<LocalRouter>());
        services.AddSingleton<ITrafficRouter>(provider => provider.GetRequiredService<LocalRouter>());
        services.AddSingleton<ISampleRunner, LocalSampleRunner>();
        services.AddHostedService<SlotHost>();
    }

    private static void AddDispatch(this IServiceCollection services)
    {
        services.AddSingleton<IBatchQuarantine, JournalFileQuarantine>();
        services.AddSingleton<LedgerReader>();
        services.AddSingleton<IPlatformStatus, StandaloneStatus>();
        services.AddLogPlatformDispatch();
        services.AddHostedService<RetentionHost>();
    }
}
