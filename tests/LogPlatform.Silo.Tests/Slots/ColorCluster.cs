using System.Collections.Concurrent;
using System.Diagnostics;
using LogPlatform.Contracts.Processing;
using LogPlatform.Contracts.Slots;
using LogPlatform.Silo.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;
using Orleans.TestingHost;

namespace LogPlatform.Silo.Tests.Slots;

/// <summary>The silos of one color in this process, and a client of theirs.</summary>
internal sealed class ColorCluster : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private readonly ConcurrentDictionary<string, (long Tag, BinaryData Bytes)> _rows = new();
    private readonly Silence _silence = new();
    private readonly InProcessTestCluster _cluster;

    private ColorCluster(short silos)
    {
        var builder = new InProcessTestClusterBuilder(silos);
        builder.Options.ConfigureFileLogging = false;
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddSlotNode();
            silo.Services.AddKeyedSingleton<IGrainStorage>("Default", (services, _) => new SharedStorage(services.GetRequiredService<IGrainStorageSerializer>(), _rows));
            silo.Services.AddSingleton(_silence);
            silo.Services.AddSingleton<IIncomingGrainCallFilter, SilenceFilter>();
            silo.Services.Configure<SiloNodeOptions>(node =>
            {
                node.Artifact = Artifact;
                node.Concurrency = 2;
                node.CheckInterval = TimeSpan.FromMilliseconds(100);
            });
        });
        _cluster = builder.Build();
    }

    /// <summary>The build of the silos that are started from now on.</summary>
    public string Artifact { get; set; } = Releases.Artifact;

    public ISlotGrain Slot => _cluster.Client.GetGrain<ISlotGrain>(0);

    public IProcessorGrain Processor => _cluster.Client.GetGrain<IProcessorGrain>(0);

    public IReadOnlyList<InProcessSiloHandle> Silos => _cluster.Silos;

    public static async Task<ColorCluster> StartAsync(short silos = 2)
    {
        var cluster = new ColorCluster(silos);
        await cluster._cluster.DeployAsync();
        return cluster;
    }

    /// <summary>Waits for what the silos do by themselves. The limit only ends a test that would never end.</summary>
    public static async Task UntilAsync(string what, Func<Task<bool>> isSo)
    {
        for (var started = Stopwatch.GetTimestamp(); !await isSo();)
        {
            if (Stopwatch.GetElapsedTime(started) > Limit)
            {
                throw new TimeoutException($"Waited in vain until {what}.");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    public Task JoinAsync() => _cluster.StartAdditionalSiloAsync();

    /// <summary>From now on the silo leaves the questions of the slot's grain without an answer.</summary>
    public void Silence(InProcessSiloHandle silo) => _silence.Silo = silo.Name;

    public Task KillAsync(InProcessSiloHandle silo) => _cluster.KillSiloAsync(silo);

    public Task ForgetSlotGrainAsync() => _cluster.DeactivateAsync(Slot);

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();
}
