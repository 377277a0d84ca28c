using System.Net.Sockets;
using System.Threading.Channels;
using LogPlatform.Core.Ports;
using LogPlatform.Core.Slots;
using LogPlatform.Protocols.Workers;

namespace LogPlatform.Standalone.Slots;

/// <summary>One node of a slot: keeps a worker process alive and feeds it from the slot's queue.</summary>
internal sealed partial class LocalNode(
    string name,
    WorkerLaunch launch,
    ChannelReader<PendingUnit> queue,
    SlotOptions options,
    TimeProvider time,
    ILogger logger)
{
    private static readonly TimeSpan FirstRestartPause = TimeSpan.FromMilliseconds(50);

    private readonly ILogger _logger = logger;
    private readonly TaskCompletionSource _firstReady = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile WorkerProcess? _process;
    private volatile WorkerHello? _hello;
    private volatile NodeConversation? _conversation;
    private long _units;
    private int _state = (int)NodeState.Starting;
    private int _restarts;

    public string Name => name;

    public NodeState State => (NodeState)Volatile.Read(ref _state);

    public int Restarts => Volatile.Read(ref _restarts);

    /// <summary>Units answered, over all runs.</summary>
    public long Units => Interlocked.Read(ref _units) + (_conversation?.Answered ?? 0);

    /// <summary>Units it holds now.</summary>
    public int InFlight => _conversation?.Held ?? 0;

    /// <summary>What the process that runs now said of itself, or null while it starts.</summary>
    public WorkerHello? Hello => _hello;

    public Task FirstReady => _firstReady.Task;

    /// <summary>The process that runs now, or null.</summary>
    public int? ProcessId => _hello?.ProcessId;

    /// <summary>CPU time and resident bytes of the process that runs now.</summary>
    public (TimeSpan Cpu, long ResidentBytes) Usage() => _process?.Usage() ?? default;

    /// <summary>Starts the process, again whenever it ends, until <paramref name="stop"/>.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        var pause = FirstRestartPause;
        var path = Path.Combine(launch.SocketDirectory, name + ".sock");
        while (!stop.IsCancellationRequested)
        {
            var answered = await RunOnceAsync(path, stop);
            if (stop.IsCancellationRequested)
            {
                break;
            }

            Interlocked.Increment(ref _restarts);
            pause = answered > 0 ? FirstRestartPause : TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, options.MaxRestartPause.Ticks));
            Volatile.Write(ref _state, (int)NodeState.Restarting);
            await Task.Delay(pause, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        Volatile.Write(ref _state, (int)NodeState.Stopped);
    }

    private async Task<long> RunOnceAsync(string path, CancellationToken stop)
    {
        File.Delete(path);
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen(1);
        using var process = WorkerProcess.Start(launch, name, path);
        _process = process;
        try
        {
            using var link = await ConnectAsync(listener, process, stop);
            return link is null ? 0 : await ConverseAsync(link, process, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return 0;
        }
        finally
        {
            _hello = null;
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
            _process = null;
        }
    }

    private async Task<WorkerLink?> ConnectAsync(Socket listener, WorkerProcess process, CancellationToken stop)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        using var timer = time.CreateTimer(static state => ((CancellationTokenSource)state!).Cancel(), limit, options.StartLimit, Timeout.InfiniteTimeSpan);
        var exited = process.WaitForExitAsync(limit.Token);
        var accepted = listener.AcceptAsync(limit.Token).AsTask();
        try
        {
            if (await Task.WhenAny(accepted, exited) == exited)
            {
                var code = await exited;
                await limit.CancelAsync();
                throw new InvalidOperationException($"the process ended with exit code {code}: {process.LastErrors()}");
            }

            var link = new WorkerLink(await accepted);
            _hello = await link.ReceiveHelloAsync(limit.Token);
            return link;
        }
        catch (Exception error) when (!stop.IsCancellationRequested && error is InvalidOperationException or OperationCanceledException or IOException or SocketException)
        {
            var detail = error is OperationCanceledException ? $"no Hello within {options.StartLimit.TotalSeconds:0} s" : error.Message;
            LogNodeStartError(name, detail);
            _firstReady.TrySetException(new InvalidOperationException($"worker {name} did not start: {detail}", error));
            return null;
        }
    }

    private async Task<long> ConverseAsync(WorkerLink link, WorkerProcess process, CancellationToken stop)
    {
        LogNodeStarted(name, process.Id, _hello!.Release);
        using var conversation = new NodeConversation(link, queue, options, time);
        _conversation = conversation;
        Volatile.Write(ref _state, (int)NodeState.Ready);
        _firstReady.TrySetResult();
        var end = await conversation.RunAsync(stop);
        if (end.Hung)
        {
            LogNodeHungError(name, process.Id, options.UnitLimit.TotalSeconds);
        }

        process.Kill();
        var lost = conversation.FailAll(new ProcessorFailedException($"worker {name} was lost: {end.Reason}"));
        if (!stop.IsCancellationRequested)
        {
            var code = await process.WaitForExitAsync(stop);
            LogNodeLostError(name, process.Id, lost, $"{end.Reason}; exit code {code}; {process.LastErrors()}");
        }

        Interlocked.Add(ref _units, conversation.Answered);
        _conversation = null;
        return conversation.Answered;
    }
}
