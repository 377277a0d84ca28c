using System.Text.Json;
using LogPlatform.Core.Releases;
using LogPlatform.Core.Slots;

namespace LogPlatform.Releases;

/// <summary>The <c>release.json</c> of an archive: what its maker says of the release.</summary>
/// <param name="Version">The first part of its name.</param>
/// <param name="Notes">What a person wrote about it.</param>
/// <param name="Base">The release that it takes its worker or rules from; null when it brings both.</param>
/// <param name="ExpectedChanges">Differences that are meant.</param>
internal sealed record ReleaseManifest(string Version, string Notes, string? Base, IReadOnlyList<ExpectedChange> ExpectedChanges)
{
    private const int MaxVersion = 40;
    private const int MaxNotes = 10_000;
    private const int MaxChanges = 1_000;

    /// <summary>Reads it; every mistake is added to <paramref name="errors"/>, and the answer is then of no use.</summary>
    public static ReleaseManifest Read(ReadOnlyMemory<byte> json, List<string> errors)
    {
        var nothing = new ReleaseManifest(string.Empty, string.Empty, null, []);
        try
        {
            using var document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                return Read(document.RootElement, nothing, errors);
            }

            errors.Add("release.json is not a JSON object");
        }
        catch (JsonException error)
        {
            errors.Add($"release.json is not valid JSON: {error.Message}");
        }

        return nothing;
    }

    private static ReleaseManifest Read(JsonElement root, ReleaseManifest manifest, List<string> errors)
    {
        foreach (var member in root.EnumerateObject())
        {
            manifest = member.Name switch
            {
                "version" => manifest with { Version = Text(member, errors) },
                "notes" => manifest with { Notes = Text(member, errors) },
                "base" => manifest with { Base = Text(member, errors) },
                "expectedChanges" => manifest with { ExpectedChanges = Changes(member.Value, errors) },
                _ => Unknown(member.Name, manifest, errors),
            };
        }

        if (manifest.Version.Length == 0)
        {
            errors.Add("release.json has no \"version\"");
        }
        else if (manifest.Version.Length > MaxVersion || !ReleaseId.TryParse(manifest.Version, out _))
        {
            errors.Add($"the version in release.json is not 1 to {MaxVersion} characters of A-Z a-z 0-9 . _ + - without a dot in front");
        }

        if (manifest.Notes.Length > MaxNotes)
        {
            errors.Add($"the notes in release.json are longer than {MaxNotes} characters");
        }

        return manifest;
    }

    private static List<ExpectedChange> Changes(JsonElement list, List<string> errors)
    {
        if (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() > MaxChanges)
        {
            errors.Add($"\"expectedChanges\" in release.json is not a list of at most {MaxChanges} entries");
            return [];
        }

        var changes = new List<ExpectedChange>();
        foreach (var item in list.EnumerateArray())
        {
            var (field, service) = (null as string, null as string);
            foreach (var member in item.ValueKind == JsonValueKind.Object ? item.EnumerateObject() : default)
            {
                switch (member.Name)
                {
                    case "field":
                        field = Text(member, errors);
                        break;
                    case "service":
                        service = member.Value.ValueKind == JsonValueKind.Null ? null : Text(member, errors);
                        break;
                    default:
                        errors.Add($"an entry of \"expectedChanges\" in release.json has the unknown member \"{Shown(member.Name)}\"");
                        break;
                }
            }

            if (string.IsNullOrEmpty(field))
            {
                errors.Add("an entry of \"expectedChanges\" in release.json has no \"field\"");
                continue;
            }

            changes.Add(new ExpectedChange(field, service));
        }

        return changes;
    }

    private static ReleaseManifest Unknown(string name, ReleaseManifest manifest, List<string> errors)
    {
        errors.Add($"release.json has the unknown member \"{Shown(name)}\"");
        return manifest;
    }

    private static string Text(JsonProperty member, List<string> errors)
    {
        if (member.Value.ValueKind == JsonValueKind.String)
        {
            return member.Value.GetString()!;
        }

        errors.Add($"\"{member.Name}\" in release.json is not a string");
        return string.Empty;
    }

    private static string Shown(string name) => ArchiveEntries.Shown(name);
}
