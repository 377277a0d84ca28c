using System.Reflection;
using LogPlatform.Core.Batches;
using LogPlatform.Core.Ports;
using LogPlatform.Gateway.Ingest;
using LogPlatform.Pipeline;
using LogPlatform.Pipeline.Compiling;
using LogPlatform.Storage.Journal;
using LogPlatform.Storage.Segments;
using Microsoft.Extensions.Options;

namespace LogPlatform.Standalone.Hosting;

/// <summary>One run of the program, from the rules check to the last flush.</summary>
internal static class StandaloneRun
{
    private const int Usage = 64;
    private const int Unavailable = 69;
    private const int Configuration = 78;

    /// <summary>Runs until a signal ends it. Exit codes are those of sysexits.h.</summary>
    public static async Task<int> RunAsync(IReadOnlyDictionary<string, string?> arguments, string? rulesFile, CancellationToken cancellationToken)
    {
        if (ReadRules(rulesFile) is not { } rules)
        {
            return Configuration;
        }

        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddInMemoryCollection(arguments);
        builder.Configuration.AddEnvironmentVariables("LOGPLATFORM_");
        builder.Logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "HH:mm:ss ";
        });
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);

        // What keeps the program from starting is printed below in one line.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromMinutes(5));
        var data = builder.Configuration["LogPlatform:DataDirectory"]!;
        var storeOptions = Section(builder, "Store", new SegmentStoreOptions { Directory = Path.Combine(data, "store") });
        var files = new StartupFiles(Version(), Path.Combine(AppContext.BaseDirectory, "worker"), rules);
        try
        {
            await using var store = await SegmentStore.OpenAsync(storeOptions, TimeProvider.System, cancellationToken);

            // Numbers go on behind what the store knows: a journal that was deleted must not give a number out twice.
            var journalOptions = Section(builder, "Journal", new JournalOptions { Directory = Path.Combine(data, "journal"), ContinueAfter = store.HighestCommitted });
            await using var journal = await FileJournal.OpenAsync(journalOptions, TimeProvider.System, cancellationToken);
            Reconcile(journal, store);
            await using var app = StandaloneApplication.Build(builder, files, journalOptions, journal, store);
            await app.StartAsync(cancellationToken);
            Banner.Print(app.Services, data);
            app.Lifetime.ApplicationStopping.Register(app.Services.GetRequiredService<IntakeGate>().Close);
            await app.WaitForShutdownAsync(cancellationToken);
            Console.WriteLine("Stopped; everything acknowledged is kept.");
            return 0;
        }
        catch (OptionsValidationException error)
        {
            return Fail(Usage, string.Join('\n', error.Failures));
        }
        catch (Exception error) when (error is IOException or InvalidDataException or InvalidOperationException or UnauthorizedAccessException or ArgumentOutOfRangeException or SlotProvisionException)
        {
            return Fail(Unavailable, error.Message);
        }
    }

    /// <summary>Passes over what the journal has lost for good, so that the store does not wait for it; and says so.</summary>
    private static void Reconcile(FileJournal journal, SegmentStore store)
    {
        if (journal.First.Value > 1)
        {
            store.Skip(new BatchId(1), new BatchId(journal.First.Value - 1));
        }

        foreach (var missing in journal.Missing)
        {
            Console.Error.WriteLine($"Batches {missing.First} to {missing.Last} are damaged on disk and cannot be processed.");
            store.Skip(missing.First, missing.Last);
        }

        journal.Release(store.DurableWatermark);
    }

    private static string? ReadRules(string? file)
    {
        string text;
        try
        {
            text = file is null ? DefaultRules.Yaml : File.ReadAllText(file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Fail(Configuration, $"The rules file cannot be read: {error.Message}");
            return null;
        }

        var (pipeline, errors) = PipelineCompiler.Compile(text);
        foreach (var error in errors)
        {
            Console.Error.WriteLine($"{file}({error.Line},{error.Column}): {error.Message}");
        }

        return pipeline is null ? null : text;
    }

    private static T Section<T>(WebApplicationBuilder builder, string name, T options)
        where T : class
    {
        builder.Configuration.GetSection($"LogPlatform:{name}").Bind(options);
        return options;
    }

    private static string Version() =>
        typeof(StandaloneRun).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    private static int Fail(int code, string message)
    {
        Console.Error.WriteLine("LogPlatform cannot start: " + message);
        return code;
    }
}
