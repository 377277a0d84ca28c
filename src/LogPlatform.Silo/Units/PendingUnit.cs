using LogPlatform.Contracts.Processing;
using LogPlatform.Silo.Slots;

namespace LogPlatform.Silo.Units;

/// <summary>A unit that waits for a lane or is on one.</summary>
internal sealed class PendingUnit(UnitRequest request, LoadedConfiguration configuration)
{
    // A lane must not run what waits for its answer.
    private readonly TaskCompletionSource<UnitAnswer> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public UnitRequest Request => request;

    public LoadedConfiguration Configuration => configuration;

    public Task<UnitAnswer> Answer => _answer.Task;

    public void Complete(UnitAnswer answer) => _answer.SetResult(answer);
}
