using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using LogPlatform.Core.Releases;

namespace LogPlatform.Releases;

/// <summary>The fingerprints of a release's content. Pure.</summary>
public static class ReleaseFingerprint
{
    /// <summary>SHA-256 of bytes.</summary>
    public static Fingerprint Of(ReadOnlySpan<byte> bytes) => From(SHA256.HashData(bytes));

    /// <summary>SHA-256 of a stream, from where it is to its end.</summary>
    public static Fingerprint Of(Stream content) => From(SHA256.HashData(content));

    /// <summary>Over the files of a worker folder: paths and content, in the order of the paths.</summary>
    public static Fingerprint OfArtifact(IReadOnlyDictionary<string, Fingerprint> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash, files);
        return From(hash.GetHashAndReset());
    }

    /// <summary>
    /// Over everything in a release. Without samples and expected changes it is over worker and rules alone, as it was before there were any, so that the name of a
    /// release from then still fits its content.
    /// </summary>
    public static Fingerprint OfWhole(IReadOnlyDictionary<string, Fingerprint> files, string rules, IReadOnlyList<KnownAnswer> samples, IReadOnlyList<ExpectedChange> expectedChanges)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash, files);
        hash.AppendData(Encoding.UTF8.GetBytes("\n" + rules));
        var digest = hash.GetHashAndReset();
        if (samples.Count == 0 && expectedChanges.Count == 0)
        {
            return From(digest);
        }

        // Every part has a fixed length or stands behind its length: no content can look like another division of it.
        hash.AppendData(digest);
        AddLength(hash, samples.Count);
        foreach (var sample in samples)
        {
            AddText(hash, sample.Name);
            hash.AppendData(SHA256.HashData(sample.Input.Span));
            hash.AppendData(SHA256.HashData(sample.Output.Span));
        }

        AddLength(hash, expectedChanges.Count);
        foreach (var change in expectedChanges)
        {
            AddText(hash, change.Field);
            AddText(hash, change.Service);
        }

        return From(hash.GetHashAndReset());
    }

    private static void Add(IncrementalHash hash, IReadOnlyDictionary<string, Fingerprint> files)
    {
        foreach (var (path, content) in files.OrderBy(file => file.Key, StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(path + '\n'));
            hash.AppendData(Convert.FromHexString(content.Hex));
        }
    }

    private static void AddText(IncrementalHash hash, string? text)
    {
        var bytes = Encoding.UTF8.GetBytes(text ?? string.Empty);
        AddLength(hash, text is null ? -1 : bytes.Length);
        hash.AppendData(bytes);
    }

    private static void AddLength(IncrementalHash hash, int length)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, length);
        hash.AppendData(bytes);
    }

    private static Fingerprint From(byte[] digest) =>
        Fingerprint.TryParse(Convert.ToHexStringLower(digest), out var fingerprint) ? fingerprint : throw new ArgumentException("A digest of another length.", nameof(digest));
}
