using LogPlatform.Core.Ports;
using LogPlatform.Core.Releases;
using LogPlatform.Core.Slots;
using LogPlatform.Postgres.Records;
using LogPlatform.Releases;

namespace LogPlatform.Cluster.Slots;

/// <summary>The releases of all gateways: kept in PostgreSQL, and on this gateway's disk as soon as it hears of one.</summary>
internal sealed class SharedReleaseCatalog(FileReleaseCatalog local, PgReleaseArchives shared) : IReleaseCatalog
{
    /// <inheritdoc/>
    /// <exception cref="IOException">PostgreSQL cannot be reached.</exception>
    public IReadOnlyList<Release> List()
    {
        foreach (var id in shared.List())
        {
            Fetched(id);
        }

        return local.List();
    }

    /// <inheritdoc/>
    /// <exception cref="IOException">It is not on this gateway's disk, and PostgreSQL cannot be reached.</exception>
    public Release? Find(ReleaseId id) => Fetched(id).Find(id);

    /// <inheritdoc/>
    public string? Damage(ReleaseId id) => Find(id) is null ? "it is not there" : local.Damage(id);

    /// <inheritdoc/>
    public string RulesOf(ReleaseId id) => Fetched(id).RulesOf(id);

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, Fingerprint> FilesOf(ReleaseId id) => Fetched(id).FilesOf(id);

    /// <inheritdoc/>
    public IReadOnlyList<KnownAnswer> SamplesOf(ReleaseId id) => Fetched(id).SamplesOf(id);

    /// <inheritdoc/>
    public async Task<ReleaseIntake> CreateAsync(Stream archive, string actor, CancellationToken cancellationToken)
    {
        // A base release that only another gateway has on disk is fetched first.
        List();
        var intake = await local.CreateAsync(archive, actor, cancellationToken);
        return intake.Release is { } release ? intake with { Release = Share(release) } : intake;
    }

    /// <summary>The name of the build that a release is for.</summary>
    public string BuildOf(ReleaseId id) => ClusterArtifact.Read(Fetched(id).FolderOf(id));

    /// <summary>Takes in the release that serves first.</summary>
    public Release Bundle(string build, string rules)
    {
        var folder = Directory.CreateTempSubdirectory("logplatform-build-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, ClusterArtifact.FileName), build);
            return Share(local.Bundle(ClusterArtifact.VersionOf(build), folder, rules));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // Of two gateways that take the same content in at the same time, the first says when that was and who did it.
    private Release Share(Release release)
    {
        if (!shared.TrySave(release.Id, local.RulesOf(release.Id), local.Archive(release.Id)) && shared.Find(release.Id) is { } first)
        {
            local.Replace(release.Id, first);
        }

        return local.Find(release.Id)!;
    }

    // What only another gateway has on disk is fetched first; of what nobody has, the local catalog says so.
    private FileReleaseCatalog Fetched(ReleaseId id)
    {
        if (local.Find(id) is null && shared.Find(id) is { } archive)
        {
            local.Adopt(id, archive);
        }

        return local;
    }
}
