using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace LogPlatform.ControlPage.Releases;

/// <summary>The archive of a release that only brings rules, as the API takes it.</summary>
internal static class RulesArchive
{
    /// <summary>Packs it.</summary>
    /// <param name="version">The first part of its name.</param>
    /// <param name="notes">What a person writes about it.</param>
    /// <param name="basedOn">The release whose worker it takes.</param>
    /// <param name="rules">The rules, YAML.</param>
    /// <param name="expected">Meant changes, <c>FIELD</c> or <c>FIELD@SERVICE</c>.</param>
    public static MemoryStream Pack(string version, string notes, string basedOn, string rules, IEnumerable<string> expected)
    {
        var archive = new MemoryStream();
        using (var zip = new ZipArchive(archive, ZipArchiveMode.Create, leaveOpen: true))
        {
            Write(zip, "release.json", JsonSerializer.SerializeToUtf8Bytes(new
            {
                version,
                notes,
                @base = basedOn,
                expectedChanges = expected.Select(change => change.Split('@', 2)).Select(parts => parts.Length == 2 ? (object)new { field = parts[0], service = parts[1] } : new { field = parts[0] }),
            }));
            Write(zip, "rules.yaml", Encoding.UTF8.GetBytes(rules.ReplaceLineEndings("\n")));
        }

        archive.Position = 0;
        return archive;
    }

    private static void Write(ZipArchive zip, string name, byte[] content)
    {
        using var entry = zip.CreateEntry(name).Open();
        entry.Write(content);
    }
}
