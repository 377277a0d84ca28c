using System.IO.Compression;
using System.Text.Json;

namespace LogPlatform.LoadHarness.Switches;

/// <summary>A configuration-only release, zipped as <c>logctl release create</c> does it.</summary>
internal static class ReleaseArchive
{
    public static byte[] Create(string version, string rules, string baseRelease)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            Write(zip, "release.json", JsonSerializer.Serialize(new { version, @base = baseRelease }));
            Write(zip, "rules.yaml", rules);
        }

        return stream.ToArray();
    }

    private static void Write(ZipArchive zip, string name, string text)
    {
        using var writer = new StreamWriter(zip.CreateEntry(name).Open());
        writer.Write(text);
    }
}
