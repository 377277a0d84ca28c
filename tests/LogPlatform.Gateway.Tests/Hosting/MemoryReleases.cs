using LogPlatform.Core.Ports;
using LogPlatform.Core.Releases;
using LogPlatform.Core.Slots;

namespace LogPlatform.Gateway.Tests.Hosting;

/// <summary>A catalog in memory. What a new archive leads to is up to the test.</summary>
internal sealed class MemoryReleases : IReleaseCatalog
{
    private readonly List<Entry> _entries = [];

    public ReleaseIntake Intake { get; set; } = new(null, false, ["nothing is expected"]);

    public Exception? Failure { get; set; }

    public byte[]? Archive { get; private set; }

    public void Add(Release release, string rules = "", Dictionary<string, Fingerprint>? files = null, params KnownAnswer[] samples) =>
        _entries.Add(new Entry(release, rules, files ?? [], samples));

    public IReadOnlyList<Release> List() => [.. _entries.Select(entry => entry.Release).Reverse()];

    public Release? Find(ReleaseId id) => _entries.FirstOrDefault(entry => entry.Release.Id == id)?.Release;

    public string? Damage(ReleaseId id) => null;

    public string RulesOf(ReleaseId id) => EntryOf(id).Rules;

    public IReadOnlyDictionary<string, Fingerprint> FilesOf(ReleaseId id) => EntryOf(id).Files;

    public IReadOnlyList<KnownAnswer> SamplesOf(ReleaseId id) => EntryOf(id).Samples;

    public async Task<ReleaseIntake> CreateAsync(Stream archive, string actor, CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream();
        await archive.CopyToAsync(bytes, cancellationToken);
        Archive = bytes.ToArray();
        return Failure is null ? Intake : throw Failure;
    }

    private Entry EntryOf(ReleaseId id) => _entries.FirstOrDefault(entry => entry.Release.Id == id) ?? throw new KeyNotFoundException(id.Name);

    private sealed record Entry(Release Release, string Rules, Dictionary<string, Fingerprint> Files, KnownAnswer[] Samples);
}
