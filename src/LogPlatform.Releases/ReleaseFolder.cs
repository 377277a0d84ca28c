using System.Text;
using LogPlatform.Core.Releases;
using LogPlatform.Core.Slots;
using LogPlatform.Pipeline.Compiling;

namespace LogPlatform.Releases;

/// <summary>A release as it lies on disk: <c>release.json</c>, <c>worker/</c>, <c>rules.yaml</c>, <c>samples/</c>.</summary>
/// <param name="home">Its folder.</param>
public sealed class ReleaseFolder(string home)
{
    /// <summary>The worker's program.</summary>
    public const string WorkerAssemblyName = "LogPlatform.Worker.dll";
    /// <summary>What the runtime needs to know of it.</summary>
    public const string WorkerRuntimeName = "LogPlatform.Worker.runtimeconfig.json";
    /// <summary>How the name of a sample ends.</summary>
    public const string InputSuffix = ".in.ndjson";
    /// <summary>How the name of its known answer ends.</summary>
    public const string OutputSuffix = ".out.ndjson";

    /// <summary>The folder.</summary>
    public string Home { get; } = home;

    /// <summary>The worker's folder.</summary>
    public string WorkerFolder { get; } = Path.Combine(home, "worker");

    /// <summary>The worker's program.</summary>
    public string WorkerAssembly { get; } = Path.Combine(home, "worker", WorkerAssemblyName);

    /// <summary>The rules.</summary>
    public string RulesFile { get; } = Path.Combine(home, "rules.yaml");

    /// <summary>What the release says of itself.</summary>
    public string DocumentFile { get; } = Path.Combine(home, "release.json");

    /// <summary>The samples with their known answers.</summary>
    public string SamplesFolder { get; } = Path.Combine(home, "samples");

    /// <summary>The rules, YAML.</summary>
    public string ReadRules() => File.ReadAllText(RulesFile);

    /// <summary>The files of the worker with the fingerprints of their content, by path with forward slashes.</summary>
    public IReadOnlyDictionary<string, Fingerprint> ReadFiles() => ReadFiles(WorkerFolder);

    /// <summary>The files below a folder with the fingerprints of their content, by path with forward slashes.</summary>
    public static IReadOnlyDictionary<string, Fingerprint> ReadFiles(string folder) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).ToDictionary(
            path => Path.GetRelativePath(folder, path).Replace('\\', '/'),
            FingerprintOf,
            StringComparer.Ordinal);

    // Piece by piece: whole files as arrays would be large objects, and collecting those is felt by whoever sends at that moment.
    private static Fingerprint FingerprintOf(string path)
    {
        using var file = File.OpenRead(path);
        return ReleaseFingerprint.Of(file);
    }

    /// <summary>The samples in the order of their names; an output that is missing is empty.</summary>
    public IReadOnlyList<KnownAnswer> ReadSamples()
    {
        if (!Directory.Exists(SamplesFolder))
        {
            return [];
        }

        return
        [
            .. Directory.EnumerateFiles(SamplesFolder, "*" + InputSuffix).Select(path => Path.GetFileName(path)[..^InputSuffix.Length]).Order(StringComparer.Ordinal).Select(name =>
                new KnownAnswer(
                    name,
                    File.ReadAllBytes(Path.Combine(SamplesFolder, name + InputSuffix)),
                    File.ReadAllBytes(Path.Combine(SamplesFolder, name + OutputSuffix)))),
        ];
    }

    /// <summary>The release as its document says; a folder without one was made by the version before, from what was bundled with the program.</summary>
    /// <exception cref="InvalidDataException">It is no release, or a damaged one.</exception>
    public Release Read(ReleaseId id)
    {
        if (File.Exists(DocumentFile))
        {
            return ReleaseDocument.Read(id, File.ReadAllBytes(DocumentFile));
        }

        if (!File.Exists(RulesFile) || !File.Exists(WorkerAssembly))
        {
            throw new InvalidDataException("it holds neither a release.json nor a worker with rules");
        }

        return Describe(id, "bundled", Directory.GetCreationTimeUtc(Home), string.Empty, []);
    }

    /// <summary>What the content of the folder is as a release.</summary>
    /// <exception cref="InvalidDataException">The rules cannot be compiled.</exception>
    public Release Describe(ReleaseId id, string actor, DateTimeOffset now, string notes, IReadOnlyList<ExpectedChange> expectedChanges)
    {
        var (rules, files, samples) = (ReadRules(), ReadFiles(), ReadSamples());
        return new Release
        {
            Id = id,
            Artifact = ReleaseFingerprint.OfArtifact(files),
            Configuration = ConfigurationOf(rules),
            Fingerprint = ReleaseFingerprint.OfWhole(files, rules, samples, expectedChanges),
            CreatedAt = now,
            CreatedBy = actor,
            Notes = notes,
            Samples = samples.Count,
            ExpectedChanges = expectedChanges,
        };
    }

    /// <summary>Writes rules; the form in which they are read back is the form in which they are fingerprinted.</summary>
    public void WriteRules(string rules) => OwnerOnly.WriteFile(RulesFile, Encoding.UTF8.GetBytes(rules));

    private static Fingerprint ConfigurationOf(string rules)
    {
        var (pipeline, errors) = PipelineCompiler.Compile(rules);
        return pipeline is not null && Fingerprint.TryParse(pipeline.Fingerprint, out var fingerprint)
            ? fingerprint
            : throw new InvalidDataException($"its rules cannot be compiled: line {errors[0].Line}, column {errors[0].Column}: {errors[0].Message}");
    }
}
