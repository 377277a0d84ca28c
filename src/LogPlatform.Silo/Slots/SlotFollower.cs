using LogPlatform.Silo.Hosting;
using Microsoft.Extensions.Options;

namespace LogPlatform.Silo.Slots;

/// <summary>
/// Asks the slot's grain again and again what is to be loaded, from the moment the silo is active. So a silo that joins late, starts again or missed a call loads it all the same,
/// and one that has drifted is put right.
/// </summary>
internal sealed partial class SlotFollower(
    IGrainFactory grains, LoadedConfigurations configurations, IOptions<SiloNodeOptions> options, TimeProvider time, ILogger<SlotFollower> logger)
    : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);

    private readonly ILogger _logger = logger;
    private readonly CancellationTokenSource _stop = new();
    private Task _running = Task.CompletedTask;

    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe<SlotFollower>(ServiceLifecycleStage.Active, StartAsync, StopAsync);

    public void Dispose() => _stop.Dispose();

    private Task StartAsync(CancellationToken cancellationToken)
    {
        _running = Task.Run(RunAsync, CancellationToken.None);
        return Task.CompletedTask;
    }

    private async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stop.CancelAsync();
        await _running.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task RunAsync()
    {
        var pause = FirstPause;
        var failures = 0;
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                var before = configurations.Current;
                configurations.Take(await grains.GetGrain<ISlotAssigner>(0).AssignmentAsync().WaitAsync(_stop.Token), before);
                pause = options.Value.CheckInterval;
                failures = 0;
            }
            catch (Exception error) when (!_stop.IsCancellationRequested)
            {
                if (failures++ == 0)
                {
                    LogSlotFollowError(error);
                }

                pause = TimeSpan.FromTicks(Math.Min(FirstPause.Ticks << Math.Min(failures, 16), options.Value.CheckInterval.Ticks));
            }
            catch (OperationCanceledException)
            {
                return;
            }

            await Task.Delay(pause, time, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
