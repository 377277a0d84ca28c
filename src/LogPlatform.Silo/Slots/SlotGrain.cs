using LogPlatform.Contracts.Slots;

namespace LogPlatform.Silo.Slots;

/// <summary>
/// The slot of the color: stores what is assigned, then tells every silo. It waits for none for longer than 2 s, because each silo also asks by itself, again and again, and so gets
/// what it missed.
/// </summary>
[GrainType("slot")]
internal sealed partial class SlotGrain([PersistentState("assignment", "Default")] IPersistentState<SlotAssignment> stored, SiloAgents agents, ILogger<SlotGrain> logger)
    : Grain, ISlotGrain, ISlotAssigner
{
    private const int MostAsides = 8;

    private readonly ILogger _logger = logger;

    // Reports and silos may ask in the middle of a write; what is not stored is told to nobody.
    private SlotAssignment _assignment = new();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _assignment = stored.State;
        return Task.CompletedTask;
    }

    public Task<SlotAssignment> AssignmentAsync() => Task.FromResult(_assignment);

    public async Task<SlotReport> ReportAsync() => new(_assignment.Slot?.Release, await agents.AskAsync(agent => agent.ReportAsync()));

    public Task<SlotReport> LoadAsync(SlotConfiguration configuration) => AssignAsync(_assignment with { Slot = configuration });

    public Task ClearAsync() => AssignAsync(_assignment with { Slot = null });

    public Task<SlotReport> LoadAsideAsync(SlotConfiguration configuration, string user) => AssignAsync(_assignment.WithAside(configuration, user, MostAsides));

    public Task UnloadAsideAsync(string configuration, string user) => AssignAsync(_assignment.WithoutAside(configuration, user));

    private async Task<SlotReport> AssignAsync(SlotAssignment next)
    {
        if (!next.IsSameAs(_assignment))
        {
            next = next with { Version = _assignment.Version + 1 };
            stored.State = next;
            try
            {
                await stored.WriteStateAsync();
            }
            catch
            {
                stored.State = _assignment;
                throw;
            }

            _assignment = next;
            LogSlotAssigned(next.Version, next.Slot?.Release ?? "none", next.Asides.Length);
        }

        var assignment = _assignment;
        return new SlotReport(assignment.Slot?.Release, await agents.AskAsync(agent => agent.TakeAsync(assignment)));
    }
}
