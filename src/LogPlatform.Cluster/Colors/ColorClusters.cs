using LogPlatform.Core.Slots;
using Orleans.Configuration;
using StackExchange.Redis;

namespace LogPlatform.Cluster.Colors;

/// <summary>
/// A client of each color's cluster, beside the silo of the control cluster that this process is. Each has a container of its own, because a container holds one cluster only.
/// </summary>
internal sealed class ColorClusters : IColorClusters, IHostedService, IAsyncDisposable
{
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(1);

    private readonly IHost _blue;
    private readonly IHost _green;
    private readonly CancellationTokenSource _stop = new();
    private Task _connecting = Task.CompletedTask;

    /// <param name="redis">Connection string of the Redis that holds the membership of both.</param>
    /// <param name="responseLimit">How long a call may take.</param>
    /// <param name="time">The clock.</param>
    /// <param name="loggers">Where clients log to.</param>
    public ColorClusters(string redis, TimeSpan responseLimit, TimeProvider time, ILoggerFactory loggers) =>
        (_blue, _green) = (Client("blue", redis, responseLimit, time, loggers), Client("green", redis, responseLimit, time, loggers));

    /// <inheritdoc/>
    public IGrainFactory Of(Color color) => (color == Color.Blue ? _blue : _green).Services.GetRequiredService<IClusterClient>();

    /// <summary>Begins to connect; a color without a silo is tried until it has one.</summary>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _connecting = Task.WhenAll(_blue.StartAsync(_stop.Token), _green.StartAsync(_stop.Token));
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stop.CancelAsync();
        await _connecting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Task.WhenAll(_blue.StopAsync(cancellationToken), _green.StopAsync(cancellationToken)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public ValueTask DisposeAsync()
    {
        _blue.Dispose();
        _green.Dispose();
        _stop.Dispose();
        return ValueTask.CompletedTask;
    }

    private static IHost Client(string color, string redis, TimeSpan responseLimit, TimeProvider time, ILoggerFactory loggers)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddSingleton(loggers);
        builder.UseOrleansClient(client => client
            .Configure<ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = (color, $"logplatform-{color}"))
            .Configure<ClientMessagingOptions>(messaging => messaging.ResponseTimeout = responseLimit)
            // How soon a silo that has joined gets work.
            .Configure<Orleans.Configuration.GatewayOptions>(gateways => gateways.GatewayListRefreshPeriod = TimeSpan.FromSeconds(2))
            .UseRedisClustering(membership => membership.ConfigurationOptions = ConfigurationOptions.Parse(redis))
            .UseConnectionRetryFilter(async (_, cancel) =>
            {
                await Task.Delay(Again, time, cancel);
                return true;
            }));
        return builder.Build();
    }
}
