using LogPlatform.Contracts.Deployments;
using LogPlatform.Contracts.Jobs;
using LogPlatform.Contracts.Processing;
using LogPlatform.Contracts.Routing;
using LogPlatform.Contracts.Slots;
using LogPlatform.Contracts.Validation;

namespace LogPlatform.Contracts.Tests.Serialization;

/// <summary>One example of everything that travels, with every member set to something else than its default.</summary>
internal static class ContractExamples
{
    private static readonly DateTimeOffset Moment = new(2026, 3, 1, 12, 30, 15, 250, TimeSpan.FromHours(1));

    private static readonly PointerState Pointer = new(2, 7, "1.4.0-3f9a2b1c", Moment);

    private static readonly BatchBytes Batch = new()
    {
        Id = 41,
        Format = 3,
        ReceivedUnixNano = 1_772_366_400_000_000_000,
        RecordCount = 2,
        Peer = "10.0.0.1",
        Service = "checkout",
        Payload = [1, 2, 3, 250],
    };

    private static readonly SiloReport Silo = new()
    {
        Name = "blue-1",
        Artifact = "1.4.0",
        Release = "1.4.0-3f9a2b1c",
        Configuration = new string('a', 64),
        Refusal = "it is for another build",
        ProcessId = 4711,
        UnitsInFlight = 3,
        Units = 90_000_000_000,
        CpuSeconds = 12.5,
        ResidentBytes = 123_456_789,
        ReadySeconds = 61.25,
        Concurrency = 8,
        Asides = [new string('b', 64)],
        AsideRefusal = "it does not compile",
    };

    private static readonly SideEvidence Side = new(TimeSpan.FromMilliseconds(12), TimeSpan.FromMilliseconds(7), 90, 8, 2);

    private static readonly UnitEvidence Compared = new()
    {
        Records = 100,
        Baseline = Side,
        Candidate = Side with { Committed = 89 },
        Failure = "it cannot be read",
        NewlyQuarantined = 3,
        NoLongerQuarantined = 4,
        IsReadable = true,
        IsReplayed = true,
        IsEqual = true,
        IsOutputCompared = true,
        IsMeasured = true,
    };

    private static readonly NodeEvidence Node = new("green-1", 2, "1.4.0-3f9a2b1c", new string('e', 64), 4711, 1, 3, 90_000_000_000, 12.5, 123_456_789, TimeSpan.FromSeconds(61));

    private static readonly StageOrder Order = new(1_772_366_400_000, "gateway-1", 2, [1, 2], true);

    private static readonly StageShare Share = new(1_772_366_400_000, "gateway-2/7", [3], true, [4, 5]);

    public static readonly IReadOnlyDictionary<Type, object> All = new object[]
    {
        Batch,
        new BatchCounts(41, 2, 3, 4),
        new UnitRequest { Number = 9, Configuration = new string('c', 64), Batches = [Batch] },
        new UnitAnswer
        {
            Number = 9,
            Status = UnitStatus.Failed,
            Detail = "InvalidOperationException: no",
            Tallies = [new BatchCounts(41, 2, 3, 4), new BatchCounts(42, 5, 6, 7)],
            Blocks = [9, 8, 7],
            BlockLengths = [2, 1],
            Quarantine = [6, 5],
            CpuNanoseconds = 1_000_000,
            ServiceNanoseconds = 2_000_000,
            Node = "blue-1",
        },
        UnitStatus.UnknownConfiguration,
        Pointer,
        new PointerConfirmation(Pointer, TimeSpan.FromSeconds(5), new Dictionary<long, long> { [7] = 12, [6] = 1 }),
        new PointerMove(Pointer, TimeSpan.FromMilliseconds(3), TimeSpan.FromMilliseconds(4), "somebody was first", ["gateway-2"]),
        new GatewayReport("gateway-1", 7, new Dictionary<long, long> { [7] = 12 }),
        new DeploymentCommand(DeploymentVerb.RollBack, 12, "anna", "customers complain", true, [1, 2]),
        new DeploymentAnswer(2, [3, 4], "there is none"),
        new DeploymentLive([1], [2, 3], [4, 5, 6]),
        DeploymentVerb.ForceDrain,
        new JobAnswer(3, [7, 8], "another one runs"),
        new SlotConfiguration("1.4.0-3f9a2b1c", "1.4.0", new string('d', 64), "version: 1\n"),
        Silo,
        new SlotReport("1.4.0-3f9a2b1c", [Silo]),
        Side,
        Compared,
        Node,
        new NodesEvidence([Node], [Node, Node]),
        new CheckOrder(1_772_366_400_000, 2, [1], [2, 3]),
        new CheckEvidence
        {
            Attempt = 1_772_366_400_000,
            Run = 2,
            Source = "gateway-2/7",
            Number = 41,
            Units = [Compared],
            Differences = [1],
            Nodes = new NodesEvidence([Node], [Node]),
            Load = [2, 3],
            Answers = [4],
        },
        new EvidenceReceipt(1_772_366_400_000, 2),
        new CheckAnswer(1_772_366_400_000, 2, [7]),
        Order,
        Share,
        new StageNews(Order, [Share]),
    }.ToDictionary(example => example.GetType());
}
