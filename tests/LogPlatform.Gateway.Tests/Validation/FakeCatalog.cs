using LogPlatform.Core.Ports;
using LogPlatform.Core.Releases;
using LogPlatform.Core.Slots;
using LogPlatform.Gateway.Tests.Mirror;

namespace LogPlatform.Gateway.Tests.Validation;

/// <summary>Releases without files.</summary>
internal sealed class FakeCatalog : IReleaseCatalog
{
    public List<KnownAnswer> Samples { get; } = [];

    public List<ExpectedChange> ExpectedChanges { get; } = [];

    public string? DamageFound { get; set; }

    public bool IsEmpty { get; set; }

    public IReadOnlyList<Release> List() => IsEmpty ? [] : [Of(Names.Old), Of(Names.New)];

    public Release? Find(ReleaseId id) => List().FirstOrDefault(release => release.Id == id);

    public string? Damage(ReleaseId id) => DamageFound;

    public IReadOnlyList<KnownAnswer> SamplesOf(ReleaseId id) => Samples;

    public string RulesOf(ReleaseId id) => throw new NotSupportedException();

    public IReadOnlyDictionary<string, Fingerprint> FilesOf(ReleaseId id) => throw new NotSupportedException();

    public Task<ReleaseIntake> CreateAsync(Stream archive, string actor, CancellationToken cancellationToken) => throw new NotSupportedException();

    private Release Of(ReleaseId id) => new()
    {
        Id = id,
        Artifact = default,
        Configuration = FakeSlot.Configuration,
        Fingerprint = default,
        CreatedAt = default,
        CreatedBy = "test",
        Samples = Samples.Count,
        ExpectedChanges = ExpectedChanges,
    };
}
