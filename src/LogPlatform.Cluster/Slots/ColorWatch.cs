using LogPlatform.Cluster.Colors;
using LogPlatform.Contracts.Slots;
using LogPlatform.Core.Releases;
using LogPlatform.Core.Slots;

namespace LogPlatform.Cluster.Slots;

/// <summary>What the silos of a color reported last. Asked again and again, and at once by whoever has lost a call.</summary>
internal sealed class ColorWatch(Color color, IColorClusters clusters, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _asking = new(1);
    private volatile SlotReport? _report;
    private volatile bool _isReached;
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The color.</summary>
    public Color Color => color;

    /// <summary>The slot's grain.</summary>
    public ISlotGrain Grain => clusters.Of(color).GetGrain<ISlotGrain>(0);

    /// <summary>The last report; null before the first.</summary>
    public SlotReport? Report => _report;

    /// <summary>Completes at the next report, or failure to get one.</summary>
    public Task Next => Volatile.Read(ref _next).Task;

    /// <summary>The silos as nodes. Of a cluster that cannot be reached nobody knows whether they run: they count as restarting.</summary>
    public IReadOnlyList<NodeReport> Nodes => [.. (_report?.Silos ?? []).Select(Node)];

    /// <summary>Units that the silos can process side by side.</summary>
    public int Concurrency => Math.Max(1, _report?.Silos.Sum(silo => silo.Concurrency) ?? 1);

    /// <summary>Whether at least one silo has loaded a configuration for the slot.</summary>
    public bool Has(Fingerprint configuration) => _isReached && _report is { } report && report.Silos.Any(silo => silo.Configuration == configuration.Hex);

    /// <summary>Takes a report that somebody has got for another reason.</summary>
    public void Take(SlotReport report) => Publish(report, isReached: true);

    /// <summary>Asks; false when nobody answers.</summary>
    public async Task<bool> AskAsync(CancellationToken cancellationToken)
    {
        await _asking.WaitAsync(cancellationToken);
        try
        {
            Publish(await Grain.ReportAsync().WaitAsync(AnswerLimit, time, cancellationToken), isReached: true);
            return true;
        }
#pragma warning disable CA1031 // Whatever keeps the color from answering, it does not answer; it is asked again.
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            Publish(_report, isReached: false);
            return false;
        }
        finally
        {
            _asking.Release();
        }
    }

    public void Dispose() => _asking.Dispose();

    private void Publish(SlotReport? report, bool isReached)
    {
        (_report, _isReached) = (report, isReached);
        Interlocked.Exchange(ref _next, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
    }

    private NodeReport Node(SiloReport silo)
    {
        _ = ReleaseId.TryParse(silo.Release, out var release);
        _ = Fingerprint.TryParse(silo.Configuration, out var configuration);
        var state = !_isReached ? NodeState.Restarting : silo.Configuration is null ? NodeState.Starting : NodeState.Ready;
        return new NodeReport(
            silo.Name, state, release, configuration, silo.ProcessId, 0, silo.UnitsInFlight, silo.Units, silo.CpuSeconds, silo.ResidentBytes, TimeSpan.FromSeconds(silo.ReadySeconds))
        {
            Build = silo.Artifact,
        };
    }
}
