using System.Text.Json;
using LogPlatform.Contracts.Validation;
using LogPlatform.Core.Releases;
using LogPlatform.Core.Slots;
using LogPlatform.Core.Validation;
using LogPlatform.Gateway.Validation;

namespace LogPlatform.Cluster.Validation;

/// <summary>Between evidence and what travels of it.</summary>
internal static class EvidenceMessages
{
    public static byte[] Json<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, JsonSerializerOptions.Web);

    /// <summary>Null when there is nothing.</summary>
    /// <exception cref="JsonException">It is not what it is said to be.</exception>
    public static T? FromJson<T>(byte[] json)
        where T : class => json.Length == 0 ? null : JsonSerializer.Deserialize<T>(json, JsonSerializerOptions.Web);

    public static UnitEvidence Of(in ComparedUnit compared) => new()
    {
        Records = compared.Unit.Records,
        Baseline = Of(compared.Unit.Baseline),
        Candidate = compared.Unit.Candidate is { } candidate ? Of(candidate) : null,
        Failure = compared.Unit.Failure,
        NewlyQuarantined = compared.Unit.NewlyQuarantined,
        NoLongerQuarantined = compared.Unit.NoLongerQuarantined,
        IsReadable = compared.Unit.IsReadable,
        IsReplayed = compared.Unit.IsReplayed,
        IsEqual = compared.IsEqual,
        IsOutputCompared = compared.IsOutputCompared,
        IsMeasured = compared.IsMeasured,
    };

    public static ComparedUnit Compared(UnitEvidence unit) => new(
        new PairedUnit
        {
            Records = unit.Records,
            Baseline = Side(unit.Baseline),
            Candidate = unit.Candidate is { } candidate ? Side(candidate) : null,
            Failure = unit.Failure,
            NewlyQuarantined = unit.NewlyQuarantined,
            NoLongerQuarantined = unit.NoLongerQuarantined,
            IsReadable = unit.IsReadable,
            IsReplayed = unit.IsReplayed,
        },
        unit.IsEqual,
        unit.IsOutputCompared,
        unit.IsMeasured);

    public static NodesEvidence Of(StageLook look) => new([.. look.Baseline.Select(Of)], [.. look.Candidate.Select(Of)]);

    public static IReadOnlyList<NodeReport> Nodes(NodeEvidence[] nodes) => [.. nodes.Select(Node)];

    private static SideEvidence Of(UnitSide side) => new(side.ServiceTime, side.CpuTime, side.Committed, side.Quarantined, side.Dropped);

    private static UnitSide Side(SideEvidence side) => new(side.ServiceTime, side.CpuTime, side.Committed, side.Quarantined, side.Dropped);

    private static NodeEvidence Of(NodeReport node) => new(
        node.Name,
        (int)node.State,
        node.Release.Name,
        node.Configuration.Hex,
        node.ProcessId,
        node.Restarts,
        node.UnitsInFlight,
        node.Units,
        node.CpuSeconds,
        node.ResidentBytes,
        node.ReadyFor);

    private static NodeReport Node(NodeEvidence node)
    {
        _ = ReleaseId.TryParse(node.Release, out var release);
        _ = Fingerprint.TryParse(node.Configuration, out var configuration);
        return new NodeReport(
            node.Name, (NodeState)node.State, release, configuration, node.ProcessId, node.Restarts, node.UnitsInFlight, node.Units, node.CpuSeconds, node.ResidentBytes, node.ReadyFor);
    }
}
