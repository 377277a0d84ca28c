using LogPlatform.Core.Batches;
using LogPlatform.Core.Ports;

namespace LogPlatform.Gateway.Tests.Dispatch;

/// <summary>A slot whose answer to each unit a test scripts.</summary>
internal sealed class ScriptedProcessor(Func<WorkUnit, CancellationToken, Task<WorkResult>> answer) : IProcessor
{
    public ScriptedProcessor(Func<WorkUnit, Task<WorkResult>> answer)
        : this((unit, _) => answer(unit))
    {
    }

    public int Concurrency { get; init; } = 4;

    public static WorkResult Sound(WorkUnit unit) => new()
    {
        Number = unit.Number,
        Tallies = [.. unit.Entries.Select(entry => new BatchTally(entry.Id, entry.RecordCount, 0, 0))],
        Blocks = [],
        Quarantine = default,
        CpuNanoseconds = 0,
    };

    public Task<WorkResult> ProcessAsync(WorkUnit unit, CancellationToken cancellationToken) => answer(unit, cancellationToken);
}
