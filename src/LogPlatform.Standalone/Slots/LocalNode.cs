using System.ComponentModel;
using System.Net.Sockets;
using System.Threading.Channels;
using LogPlatform.Core.Ports;
using LogPlatform.Core.Releases;
using LogPlatform.Core.Slots;
using LogPlatform.Core.Time;
using LogPlatform.Protocols.Workers;

namespace LogPlatform.Standalone.Slots;

/// <summary>
/// One node of a slot: keeps a worker process alive and feeds it from the slot's queue. A process that reports another release or configuration than the slot's is
/// given no work (invariant 11): it is killed and started again, and the report keeps showing what it said.
/// </summary>
internal sealed partial class LocalNode(
    string name,
    WorkerLaunch launch,
    ChannelReader<PendingUnit> queue,
    SlotOptions options,
    TimeProvider time,
    ILogger logger,
    Action onLost)
{
    private static readonly TimeSpan FirstRestartPause = TimeSpan.FromMilliseconds(50);

    private readonly ILogger _logger = logger;
    private readonly TaskCompletionSource _firstReady = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile WorkerProcess? _process;
    private volatile WorkerHello? _hello;
    private volatile WorkerHello? _refused;
    private volatile NodeConversation? _conversation;
    private long _units;
    private long _readySince;
    private int _state = (int)NodeState.Starting;
    private int _restarts;

    public NodeState State => (NodeState)Volatile.Read(ref _state);

    /// <summary>Completes when the first process is ready, fails with a <see cref="SlotProvisionException"/> when it cannot be, and is cancelled when the node is stopped before.</summary>
    public Task FirstReady => _firstReady.Task;

    public NodeReport Report()
    {
        var state = State;
        var hello = _hello;
        var said = hello ?? _refused;
        var release = ReleaseId.TryParse(said?.Release, out var id) ? id : default;
        var configuration = Fingerprint.TryParse(said?.Fingerprint, out var fingerprint) ? fingerprint : default;
        var (cpu, resident) = _process?.Usage() ?? default;
        return new NodeReport(
            name,
            state,
            release,
            configuration,
            hello?.ProcessId,
            Volatile.Read(ref _restarts),
            _conversation?.Held ?? 0,
            Interlocked.Read(ref _units) + (_conversation?.Answered ?? 0),
            cpu.TotalSeconds,
            resident,
            state == NodeState.Ready ? time.GetElapsedTime(Interlocked.Read(ref _readySince)) : TimeSpan.Zero);
    }

    /// <summary>Starts the process, again whenever it ends, until <paramref name="stop"/>.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        var pause = new GrowingPause(FirstRestartPause, options.MaxRestartPause);
        var path = Path.Combine(launch.SocketDirectory, name + ".sock");
        while (!stop.IsCancellationRequested)
        {
            var answered = await RunOnceAsync(path, stop);
            if (stop.IsCancellationRequested)
            {
                break;
            }

            Interlocked.Increment(ref _restarts);
            if (answered > 0)
            {
                pause.Reset();
            }

            Become(NodeState.Restarting);
            onLost();
            await Task.Delay(pause.Next(), time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        Become(NodeState.Stopped);
        _firstReady.TrySetCanceled(stop);
    }

    private void Become(NodeState state) => Volatile.Write(ref _state, (int)state);

    private async Task<long> RunOnceAsync(string path, CancellationToken stop)
    {
        WorkerProcess? process = null;
        try
        {
            File.Delete(path);
            using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            listener.Bind(new UnixDomainSocketEndPoint(path));
            listener.Listen(1);
            process = WorkerProcess.Start(launch, name, path);
            _process = process;
            using var link = await ConnectAsync(listener, process, stop);
            return link is null ? 0 : await ConverseAsync(link, process, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return 0;
        }
        catch (Exception error) when (error is IOException or SocketException or Win32Exception or InvalidOperationException or UnauthorizedAccessException)
        {
            OnStartError(error.Message, error);
            return 0;
        }
        finally
        {
            _hello = null;
            _process = null;
            if (process is not null)
            {
                process.Kill();
                await process.WaitForExitAsync(CancellationToken.None);
                process.Dispose();
            }
        }
    }

    private async Task<WorkerLink?> ConnectAsync(Socket listener, WorkerProcess process, CancellationToken stop)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        using var timer = time.CreateTimer(static state => ((CancellationTokenSource)state!).Cancel(), limit, options.StartLimit, Timeout.InfiniteTimeSpan);
        var exited = process.WaitForExitAsync(limit.Token);
        var accepted = listener.AcceptAsync(limit.Token).AsTask();
        WorkerLink? link = null;
        try
        {
            if (await Task.WhenAny(accepted, exited) == exited)
            {
                var code = await exited;
                await limit.CancelAsync();
                throw new InvalidOperationException($"the process ended with exit code {code}: {process.LastErrors()}");
            }

            link = new WorkerLink(await accepted);
            var hello = await link.ReceiveHelloAsync(limit.Token);
            if (IsExpected(hello))
            {
                (_hello, _refused) = (hello, null);
                return link;
            }

            Refuse(hello);
        }
        catch (Exception error) when (!stop.IsCancellationRequested
            && error is InvalidOperationException or OperationCanceledException or IOException or InvalidDataException or SocketException)
        {
            OnStartError(error is OperationCanceledException ? $"no Hello within {options.StartLimit.TotalSeconds:0} s" : error.Message, error);
        }

        link?.Dispose();
        return null;
    }

    private bool IsExpected(WorkerHello hello) => hello.Release == launch.Release.Name && hello.Fingerprint == launch.Configuration.Hex;

    private void Refuse(WorkerHello hello)
    {
        _refused = hello;
        LogNodeRefusedError(name, hello.Release, hello.Fingerprint, launch.Release.Name, launch.Configuration.Hex);
        _firstReady.TrySetException(new SlotProvisionException(
            $"node {name} runs release {hello.Release} with configuration {hello.Fingerprint}; expected is release {launch.Release} with {launch.Configuration}"));
    }

    private void OnStartError(string detail, Exception error)
    {
        LogNodeStartError(name, detail);
        _firstReady.TrySetException(new SlotProvisionException($"node {name} did not start: {detail}", error));
    }

    private async Task<long> ConverseAsync(WorkerLink link, WorkerProcess process, CancellationToken stop)
    {
        LogNodeStarted(name, process.Id, _hello!.Release);
        using var conversation = new NodeConversation(link, queue, options, time);
        _conversation = conversation;
        Interlocked.Exchange(ref _readySince, time.GetTimestamp());
        Become(NodeState.Ready);
        _firstReady.TrySetResult();
        var end = await conversation.RunAsync(stop);
        Become(NodeState.Restarting);
        if (end.Hung)
        {
            LogNodeHungError(name, process.Id, options.UnitLimit.TotalSeconds);
        }

        process.Kill();

        // Of a node that was stopped no unit is to blame.
        var lost = conversation.FailAll(new ProcessorFailedException($"worker {name} was lost: {end.Reason}"), blame: !stop.IsCancellationRequested);
        Interlocked.Add(ref _units, conversation.Answered);
        _conversation = null;
        if (!stop.IsCancellationRequested)
        {
            var code = await process.WaitForExitAsync(stop);
            LogNodeLostError(name, process.Id, lost, $"{end.Reason}; exit code {code}; {process.LastErrors()}");
        }

        return conversation.Answered;
    }
}
