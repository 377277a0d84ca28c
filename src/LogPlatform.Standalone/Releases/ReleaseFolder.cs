using System.Security.Cryptography;
using System.Text;
using LogPlatform.Core.Slots;

namespace LogPlatform.Standalone.Releases;

/// <summary>The folder of releases: each is copied once, then never changed.</summary>
internal sealed class ReleaseFolder(string root)
{
    private const string WorkerFolder = "worker";
    private const string WorkerAssemblyName = "LogPlatform.Worker.dll";
    private const string RulesName = "rules.yaml";

    /// <summary>
    /// Takes a worker folder and rules in as a release, unless the same content is there already. Its name is <paramref name="version"/> and the start of its fingerprint.
    /// </summary>
    /// <exception cref="DirectoryNotFoundException">The worker folder is missing.</exception>
    public Release Install(string version, string workerFolder, string rules)
    {
        var files = Directory.EnumerateFiles(workerFolder, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(workerFolder, path))
            .Order(StringComparer.Ordinal)
            .ToList();
        var fingerprint = Fingerprint(workerFolder, files, rules);
        var name = $"{version}-{fingerprint[..8]}";
        if (!ReleaseId.TryParse(name, out var id))
        {
            throw new ArgumentException($"'{name}' is no release name", nameof(version));
        }

        var home = Path.Combine(root, name);
        if (!Directory.Exists(home))
        {
            var aside = home + ".new";
            if (Directory.Exists(aside))
            {
                Directory.Delete(aside, recursive: true);
            }

            foreach (var file in files)
            {
                var target = Path.Combine(aside, WorkerFolder, file);
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                File.Copy(Path.Combine(workerFolder, file), target);
            }

            File.WriteAllText(Path.Combine(aside, RulesName), rules);

            // The rename is what makes it a release: a crash before it leaves nothing that could be started.
            Directory.Move(aside, home);
        }

        return At(id, fingerprint);
    }

    /// <summary>The release with this name; null when it is not there.</summary>
    public Release? Find(ReleaseId id)
    {
        var home = Path.Combine(root, id.Name);
        if (!File.Exists(Path.Combine(home, RulesName)))
        {
            return null;
        }

        var worker = Path.Combine(home, WorkerFolder);
        var files = Directory.EnumerateFiles(worker, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(worker, path))
            .Order(StringComparer.Ordinal);
        return At(id, Fingerprint(worker, files, File.ReadAllText(Path.Combine(home, RulesName))));
    }

    private Release At(ReleaseId id, string fingerprint)
    {
        var home = Path.Combine(root, id.Name);
        return new Release(id, fingerprint, Path.Combine(home, WorkerFolder, WorkerAssemblyName), Path.Combine(home, RulesName));
    }

    private static string Fingerprint(string folder, IEnumerable<string> files, string rules)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in files)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(file.Replace('\\', '/') + '\n'));
            hash.AppendData(SHA256.HashData(File.ReadAllBytes(Path.Combine(folder, file))));
        }

        hash.AppendData(Encoding.UTF8.GetBytes("\n" + rules));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
