using System.Collections.Concurrent;
using LogPlatform.Contracts.Processing;
using LogPlatform.Silo.Hosting;
using LogPlatform.Silo.Slots;
using Microsoft.Extensions.Options;

namespace LogPlatform.Silo.Units;

/// <summary>
/// Processes as many units side by side as the silo has lanes; others wait. Each lane is a thread of its own and no thread of the pool: however much there is to process, the
/// pool's threads answer the probes of the other silos. Thread-safe.
/// </summary>
internal sealed class UnitLanes : IDisposable
{
    private readonly LoadedConfigurations _configurations;
    private readonly string _node;
    private readonly UnitInstruments _instruments;
    private readonly BlockingCollection<PendingUnit> _waiting = [];
    private readonly Thread[] _threads;
    private int _inFlight;
    private long _answered;
    private bool _isDisposed;

    public UnitLanes(
        LoadedConfigurations configurations, IOptions<SiloNodeOptions> options, ILocalSiloDetails silo, UnitInstruments instruments, TimeProvider time, ILogger<UnitLane> logger)
    {
        _configurations = configurations;
        _node = silo.Name;
        _instruments = instruments;
        _threads = new Thread[options.Value.Lanes];
        for (var i = 0; i < _threads.Length; i++)
        {
            _threads[i] = new Thread(() => Run(new UnitLane(_node, instruments, time, logger))) { IsBackground = true, Name = $"units {i + 1}" };
            _threads[i].Start();
        }
    }

    /// <summary>Units that can be processed side by side.</summary>
    public int Count => _threads.Length;

    /// <summary>Units that wait or are processed.</summary>
    public int InFlight => Volatile.Read(ref _inFlight);

    /// <summary>Units that were processed, well or not.</summary>
    public long Answered => Interlocked.Read(ref _answered);

    /// <summary>Processes a unit. The task never fails.</summary>
    public Task<UnitAnswer> ProcessAsync(UnitRequest request)
    {
        if (_configurations.Find(request.Configuration) is not { } configuration)
        {
            var unknown = new UnitAnswer { Number = request.Number, Status = UnitStatus.UnknownConfiguration, Node = _node };
            _instruments.OnAnswered(unknown);
            return Task.FromResult(unknown);
        }

        var pending = new PendingUnit(request, configuration);
        Interlocked.Increment(ref _inFlight);
        try
        {
            _waiting.Add(pending);
        }
        catch (InvalidOperationException)
        {
            Interlocked.Decrement(ref _inFlight);
            pending.Complete(new UnitAnswer { Number = request.Number, Status = UnitStatus.Failed, Detail = "the silo stops", Node = _node });
        }

        return pending.Answer;
    }

    /// <summary>Answers what waits, and takes nothing more.</summary>
    public void Dispose()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        _waiting.CompleteAdding();
        foreach (var thread in _threads)
        {
            thread.Join();
        }

        _waiting.Dispose();
    }

    private void Run(UnitLane lane)
    {
        foreach (var pending in _waiting.GetConsumingEnumerable())
        {
            var answer = lane.Process(pending);
            Interlocked.Increment(ref _answered);
            Interlocked.Decrement(ref _inFlight);
            pending.Complete(answer);
        }
    }
}
