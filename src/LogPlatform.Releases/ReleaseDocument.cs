using System.Text.Json;
using LogPlatform.Core.Releases;
using LogPlatform.Core.Slots;

namespace LogPlatform.Releases;

/// <summary>What stands in a release's own <c>release.json</c>.</summary>
internal sealed record ReleaseDocument(
    string Fingerprint,
    string Artifact,
    string Configuration,
    DateTimeOffset CreatedAt,
    string CreatedBy,
    string Notes,
    int Samples,
    IReadOnlyList<ExpectedChange> ExpectedChanges)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static byte[] Write(Release release) => JsonSerializer.SerializeToUtf8Bytes(
        new ReleaseDocument(
            release.Fingerprint.Hex,
            release.Artifact.Hex,
            release.Configuration.Hex,
            release.CreatedAt,
            release.CreatedBy,
            release.Notes,
            release.Samples,
            release.ExpectedChanges),
        Json);

    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public static Release Read(ReleaseId id, ReadOnlySpan<byte> bytes)
    {
        try
        {
            var document = JsonSerializer.Deserialize<ReleaseDocument>(bytes, Json) ?? throw new InvalidDataException("release.json is empty");
            return new Release
            {
                Id = id,
                Fingerprint = Parse(document.Fingerprint),
                Artifact = Parse(document.Artifact),
                Configuration = Parse(document.Configuration),
                CreatedAt = document.CreatedAt,
                CreatedBy = document.CreatedBy ?? string.Empty,
                Notes = document.Notes ?? string.Empty,
                Samples = document.Samples,
                ExpectedChanges = document.ExpectedChanges ?? [],
            };
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"release.json is damaged: {error.Message}", error);
        }
    }

    private static Fingerprint Parse(string? text) =>
        Core.Releases.Fingerprint.TryParse(text, out var fingerprint) ? fingerprint : throw new InvalidDataException($"release.json holds '{text}' for a fingerprint");
}
