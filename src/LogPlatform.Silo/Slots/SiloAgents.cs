using LogPlatform.Contracts.Slots;
using Orleans.Runtime.Services;

namespace LogPlatform.Silo.Slots;

/// <summary>All silos of the color, each asked at the same time. Who does not answer in time is not in the answer.</summary>
internal sealed partial class SiloAgents(IServiceProvider services, IClusterMembershipService membership, TimeProvider time, ILogger<SiloAgents> logger)
    : GrainServiceClient<ISiloAgent>(services)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    private readonly ILogger _logger = logger;

    /// <summary>The reports of those who answer, by name.</summary>
    public async Task<SiloReport[]> AskAsync(Func<ISiloAgent, Task<SiloReport>> question)
    {
        var active = membership.CurrentSnapshot.Members.Values.Where(member => member.Status == SiloStatus.Active);
        var reports = await Task.WhenAll(active.Select(member => AskAsync(member, question)));
        return [.. reports.OfType<SiloReport>().OrderBy(report => report.Name, StringComparer.Ordinal)];
    }

    private async Task<SiloReport?> AskAsync(ClusterMember member, Func<ISiloAgent, Task<SiloReport>> question)
    {
        try
        {
            return await question(GetGrainService(member.SiloAddress)).WaitAsync(Limit, time);
        }
        catch (Exception error)
        {
            // It is about to be declared dead, or is overloaded; its report is what the caller misses.
            LogSiloSilent(member.Name, error.Message);
            return null;
        }
    }
}
