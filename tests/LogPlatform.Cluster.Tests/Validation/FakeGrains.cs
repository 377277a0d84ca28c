using System.Reflection;
using LogPlatform.Contracts.Validation;

namespace LogPlatform.Cluster.Tests.Validation;

/// <summary>The grains of a stage as methods of this process: they say what a test tells them to, and keep what they hear.</summary>
internal sealed class FakeGrains : IStageGrain, IValidationGrain
{
    private readonly Lock _gate = new();
    private readonly List<StageShare?> _heard = [];
    private readonly List<CheckEvidence> _evidence = [];

    public FakeGrains()
    {
        Factory = DispatchProxy.Create<IGrainFactory, Finder>();
        ((Finder)(object)Factory).Found = this;
    }

    public IGrainFactory Factory { get; }

    /// <summary>What the stage's grain answers.</summary>
    public Func<StageShare?, Task<StageNews>> News { get; set; } = _ => Task.FromResult(new StageNews(null, []));

    /// <summary>What a check's grain answers.</summary>
    public Func<CheckEvidence, Task<EvidenceReceipt>> Receipt { get; set; } = evidence => Task.FromResult(new EvidenceReceipt(evidence.Attempt, evidence.Run));

    /// <summary>The shares that were told, in order; null where nothing was collected.</summary>
    public IReadOnlyList<StageShare?> Heard => Copy(_heard);

    /// <summary>The evidence that arrived.</summary>
    public IReadOnlyList<CheckEvidence> Evidence => Copy(_evidence);

    public Task<StageNews> FollowAsync(StageShare? own)
    {
        lock (_gate)
        {
            _heard.Add(own);
        }

        return News(own);
    }

    public Task<EvidenceReceipt> ObserveAsync(CheckEvidence evidence)
    {
        lock (_gate)
        {
            _evidence.Add(evidence);
        }

        return Receipt(evidence);
    }

    public Task<long> BeginAsync() => throw new NotSupportedException();

    public Task<StageNews> LeadAsync(StageOrder order, StageShare own) => throw new NotSupportedException();

    public Task EndAsync(long attempt) => throw new NotSupportedException();

    public Task<bool> StartAsync(CheckOrder order) => throw new NotSupportedException();

    public Task<CheckAnswer> ReportAsync() => throw new NotSupportedException();

    public Task StopAsync(long attempt) => throw new NotSupportedException();

    private T[] Copy<T>(List<T> list)
    {
        lock (_gate)
        {
            return [.. list];
        }
    }

    /// <summary>Finds the same grain behind every key.</summary>
#pragma warning disable CA1852 // The proxy is made as a subclass of it.
    private class Finder : DispatchProxy
#pragma warning restore CA1852
    {
        public FakeGrains? Found { get; set; }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => Found;
    }
}
