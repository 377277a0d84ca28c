using System.Collections.Concurrent;
using System.Globalization;
using System.IO.Compression;
using LogPlatform.Core.Ports;
using LogPlatform.Core.Releases;
using LogPlatform.Core.Slots;
using LogPlatform.Storage.Files;
using Microsoft.Extensions.Logging;

namespace LogPlatform.Releases;

/// <summary>The folder of releases: each is built aside, renamed into its place and never changed again.</summary>
public sealed partial class FileReleaseCatalog : IReleaseCatalog, IDisposable
{
    // No release's name begins with a dot or ends like this, so what a crash left behind is recognised.
    private const string AsidePrefix = ".intake-";
    private const string OldAsideSuffix = ".new";

    private readonly string _root;
    private readonly Action<ReleaseFolder, List<string>> _checkArtifact;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly SemaphoreSlim _building = new(1, 1);
    private readonly ConcurrentDictionary<ReleaseId, Release> _releases = new();
    private int _intakes;

    private FileReleaseCatalog(string root, Action<ReleaseFolder, List<string>> checkArtifact, TimeProvider time, ILogger logger) =>
        (_root, _checkArtifact, _time, _logger) = (root, checkArtifact, time, logger);

    /// <summary>Reads the releases in <paramref name="root"/>, which is created when it is missing.</summary>
    /// <param name="root">The folder.</param>
    /// <param name="checkArtifact">Adds what is wrong with the worker folder of a release that comes in: <see cref="ReleaseChecks.CheckWorker"/>, where workers are started from it.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Where to say what cannot be read.</param>
    public static FileReleaseCatalog Open(string root, Action<ReleaseFolder, List<string>> checkArtifact, TimeProvider time, ILogger<FileReleaseCatalog> logger)
    {
        var catalog = new FileReleaseCatalog(root, checkArtifact, time, logger);
        OwnerOnly.CreateFolder(root);
        foreach (var folder in Directory.EnumerateDirectories(root))
        {
            catalog.Load(folder);
        }

        return catalog;
    }

    /// <inheritdoc/>
    public IReadOnlyList<Release> List() =>
        [.. _releases.Values.OrderByDescending(release => release.CreatedAt).ThenByDescending(release => release.Id.Name, StringComparer.Ordinal)];

    /// <inheritdoc/>
    public Release? Find(ReleaseId id) => _releases.GetValueOrDefault(id);

    /// <summary>The folder of a release as a ZIP archive, for <see cref="Adopt"/>.</summary>
    /// <exception cref="KeyNotFoundException">There is no such release.</exception>
    public byte[] Archive(ReleaseId id)
    {
        using var bytes = new MemoryStream();
        ZipFile.CreateFromDirectory(FolderOf(id).Home, bytes);
        return bytes.ToArray();
    }

    /// <summary>Takes in a release that another catalog has made and checked. Nothing happens when it is there already.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public void Adopt(ReleaseId id, byte[] archive) => Take(id, archive, replaces: false);

    /// <summary>Takes in the same release as another catalog has made and checked it, in place of what is here.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public void Replace(ReleaseId id, byte[] archive) => Take(id, archive, replaces: true);

    private void Take(ReleaseId id, byte[] archive, bool replaces)
    {
        var (aside, old) = (NewAside(), NewAside());
        try
        {
            OwnerOnly.CreateFolder(aside.Home);
            using (var bytes = new MemoryStream(archive))
            {
                ZipFile.ExtractToDirectory(bytes, aside.Home);
            }

            _building.Wait();
            try
            {
                var target = Path.Combine(_root, id.Name);
                if (replaces && Directory.Exists(target))
                {
                    // Under its own name there is always one that is whole, or none.
                    DurableFolder.Move(target, old.Home);
                }

                if (!Directory.Exists(target))
                {
                    DurableFolder.Move(aside.Home, target);
                }

                Load(target);
            }
            finally
            {
                _building.Release();
            }
        }
        finally
        {
            Remove(aside.Home);
            Remove(old.Home);
        }
    }

    /// <summary>Where a release lies.</summary>
    /// <exception cref="KeyNotFoundException">There is no such release.</exception>
    public ReleaseFolder FolderOf(ReleaseId id) =>
        _releases.ContainsKey(id) ? new ReleaseFolder(Path.Combine(_root, id.Name)) : throw new KeyNotFoundException($"there is no release '{id}'");

    /// <inheritdoc/>
    /// <exception cref="KeyNotFoundException">There is no such release.</exception>
    public string? Damage(ReleaseId id)
    {
        var folder = FolderOf(id);
        var known = _releases[id];
        try
        {
            var said = folder.Read(id);
            var found = folder.Describe(id, said.CreatedBy, said.CreatedAt, said.Notes, said.ExpectedChanges);
            return found.Artifact != known.Artifact ? "the files of its worker are not those that it was made of"
                : found.Configuration != known.Configuration ? "its rules are not those that it was made of"
                : found.Fingerprint != known.Fingerprint || said.Fingerprint != known.Fingerprint || !id.Name.EndsWith('-' + found.Fingerprint.Short, StringComparison.Ordinal)
                    ? "its rules, samples or expected changes are not those that it was made of"
                : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return $"it cannot be read: {error.Message}";
        }
    }

    /// <inheritdoc/>
    public string RulesOf(ReleaseId id) => FolderOf(id).ReadRules();

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, Fingerprint> FilesOf(ReleaseId id) => FolderOf(id).ReadFiles();

    /// <inheritdoc/>
    public IReadOnlyList<KnownAnswer> SamplesOf(ReleaseId id) => FolderOf(id).ReadSamples();

    /// <summary>Takes in what the program brought with it, unless the same content is there already.</summary>
    /// <exception cref="DirectoryNotFoundException">The worker folder is missing.</exception>
    /// <exception cref="ArgumentException">The version is no part of a release's name.</exception>
    public Release Bundle(string version, string workerFolder, string rules)
    {
        var fingerprint = ReleaseFingerprint.OfWhole(ReleaseFolder.ReadFiles(workerFolder), rules, [], []);
        if (_releases.Values.FirstOrDefault(release => release.Fingerprint == fingerprint && release.Id.Name.StartsWith(version + '-', StringComparison.Ordinal)) is { } known)
        {
            return known;
        }

        var aside = NewAside();
        try
        {
            OwnerOnly.CopyFolder(workerFolder, aside.WorkerFolder);
            aside.WriteRules(rules);
            return Keep(aside, new ReleaseManifest(version, string.Empty, null, []), "bundled").Release ?? throw new InvalidDataException($"a release named '{version}-{fingerprint.Short}' with other content is there already");
        }
        finally
        {
            Remove(aside.Home);
        }
    }

    /// <inheritdoc/>
    public async Task<ReleaseIntake> CreateAsync(Stream archive, string actor, CancellationToken cancellationToken)
    {
        await _building.WaitAsync(cancellationToken);
        var aside = NewAside();
        try
        {
            var errors = new List<string>();
            await ArchiveSpool.RunAsync(archive, aside.Home, errors, cancellationToken);
            var manifest = errors.Count == 0 ? Complete(aside, errors) : null;
            if (errors.Count > 0)
            {
                return new ReleaseIntake(null, IsNew: false, errors);
            }

            var intake = Keep(aside, manifest!, actor);
            if (intake.IsNew)
            {
                LogReleaseCreated(intake.Release!.Id.Name, actor);
            }

            return intake;
        }
        finally
        {
            Remove(aside.Home);
            _building.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _building.Dispose();

    private void Load(string path)
    {
        var name = Path.GetFileName(path);
        if (name.StartsWith(AsidePrefix, StringComparison.Ordinal) || name.EndsWith(OldAsideSuffix, StringComparison.Ordinal))
        {
            Remove(path);
            return;
        }

        try
        {
            _ = ReleaseId.TryParse(name, out var id) ? _releases[id] = new ReleaseFolder(path).Read(id) : throw new InvalidDataException("its name is no release's");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            LogReleaseUnreadableError(path, error.Message);
        }
    }

    // Adds what the base release gives, and checks everything; the manifest is of no use when there are errors.
    private ReleaseManifest Complete(ReleaseFolder aside, List<string> errors)
    {
        var manifest = File.Exists(aside.DocumentFile)
            ? ReleaseManifest.Read(File.ReadAllBytes(aside.DocumentFile), errors)
            : ReleaseManifest.Read("{}"u8.ToArray(), errors);
        File.Delete(aside.DocumentFile);
        var origin = BaseOf(manifest, errors);
        if (!Directory.Exists(aside.WorkerFolder) && origin is not null)
        {
            OwnerOnly.CopyFolder(origin.WorkerFolder, aside.WorkerFolder);
        }

        if (!File.Exists(aside.RulesFile) && origin is not null)
        {
            aside.WriteRules(origin.ReadRules());
        }

        if (!Directory.Exists(aside.WorkerFolder) && manifest.Base is null)
        {
            errors.Add("there is no worker, and release.json names no \"base\" to take it from");
        }
        else if (Directory.Exists(aside.WorkerFolder))
        {
            _checkArtifact(aside, errors);
        }

        if (File.Exists(aside.RulesFile))
        {
            ReleaseChecks.CheckRules(aside, errors);
        }
        else if (manifest.Base is null)
        {
            errors.Add("there is no rules.yaml, and release.json names no \"base\" to take it from");
        }

        ReleaseChecks.CheckSamples(aside, errors);
        return manifest;
    }

    private ReleaseFolder? BaseOf(ReleaseManifest manifest, List<string> errors)
    {
        if (manifest.Base is null)
        {
            return null;
        }

        if (!ReleaseId.TryParse(manifest.Base, out var id) || !_releases.ContainsKey(id))
        {
            errors.Add($"the base '{ArchiveEntries.Shown(manifest.Base)}' in release.json is no release that is there");
            return null;
        }

        if (Damage(id) is { } damage)
        {
            errors.Add($"the base {id} is damaged: {damage}");
            return null;
        }

        return FolderOf(id);
    }

    // The rename is what makes it a release: a crash before it leaves nothing that could be started.
    private ReleaseIntake Keep(ReleaseFolder aside, ReleaseManifest manifest, string actor)
    {
        var release = aside.Describe(default, actor, _time.GetUtcNow(), manifest.Notes, manifest.ExpectedChanges);
        if (!ReleaseId.TryParse($"{manifest.Version}-{release.Fingerprint.Short}", out var id))
        {
            throw new ArgumentException($"'{manifest.Version}' is no part of a release's name", nameof(manifest));
        }

        if (_releases.TryGetValue(id, out var known))
        {
            return known.Fingerprint == release.Fingerprint
                ? new ReleaseIntake(known, IsNew: false, [])
                : new ReleaseIntake(null, IsNew: false, [$"a release named {id} with other content is there already"]);
        }

        release = release with { Id = id };
        DurableFile.Replace(aside.DocumentFile, ReleaseDocument.Write(release));
        DurableFolder.Move(aside.Home, Path.Combine(_root, id.Name));
        _releases[id] = release;
        return new ReleaseIntake(release, IsNew: true, []);
    }

    private ReleaseFolder NewAside() =>
        new(Path.Combine(_root, AsidePrefix + Interlocked.Increment(ref _intakes).ToString(CultureInfo.InvariantCulture)));

    private static void Remove(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
