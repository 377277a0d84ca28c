using LogPlatform.Core.Ports;
using LogPlatform.Core.Releases;
using LogPlatform.Core.Slots;

namespace LogPlatform.Gateway.Tests.Deployments;

/// <summary>A few releases; one of them is damaged.</summary>
internal sealed class MemoryCatalogOfReleases : IReleaseCatalog
{
    public static readonly ReleaseId R1 = Id("r1");
    public static readonly ReleaseId R2 = Id("r2");
    public static readonly ReleaseId R3 = Id("r3");
    public static readonly ReleaseId Damaged = Id("damaged");

    private readonly Dictionary<ReleaseId, Release> _releases = new[] { R1, R2, R3, Damaged }.ToDictionary(id => id, Make);

    public static Fingerprint Configuration(ReleaseId id) => Print((char)('a' + (id.Name[^1] % 6)));

    public static ReleaseId Id(string name) => ReleaseId.TryParse(name, out var id) ? id : throw new ArgumentException(name);

    public static Fingerprint Print(char digit) => Fingerprint.TryParse(new string(digit, 64), out var print) ? print : throw new ArgumentException($"{digit}");

    public IReadOnlyList<Release> List() => [.. _releases.Values];

    public Release? Find(ReleaseId id) => _releases.GetValueOrDefault(id);

    public string? Damage(ReleaseId id) => id == Damaged ? "rules.yaml was changed" : null;

    public string RulesOf(ReleaseId id) => throw new NotSupportedException();

    public IReadOnlyDictionary<string, Fingerprint> FilesOf(ReleaseId id) => throw new NotSupportedException();

    public IReadOnlyList<KnownAnswer> SamplesOf(ReleaseId id) => throw new NotSupportedException();

    public Task<ReleaseIntake> CreateAsync(Stream archive, string actor, CancellationToken cancellationToken) => throw new NotSupportedException();

    private static Release Make(ReleaseId id) => new()
    {
        Id = id,
        Artifact = Print('0'),
        Configuration = Configuration(id),
        Fingerprint = Print('1'),
        CreatedAt = DateTimeOffset.UnixEpoch,
        CreatedBy = "test",
    };
}
