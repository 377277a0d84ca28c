using System.Globalization;
using System.Reflection;

namespace LogPlatform.Postgres.Schema;

/// <summary>A numbered script. Scripts only add: what the release before does must go on working.</summary>
/// <param name="Number">Its place in the order, from 1.</param>
/// <param name="Name">The name of its resource.</param>
/// <param name="Sql">Its statements.</param>
internal sealed record MigrationScript(int Number, string Name, string Sql)
{
    /// <summary>All scripts of this release, in order.</summary>
    public static IReadOnlyList<MigrationScript> All { get; } = Load();

    private static List<MigrationScript> Load()
    {
        var assembly = typeof(MigrationScript).Assembly;
        return
        [
            .. assembly.GetManifestResourceNames()
                .Where(name => name.EndsWith(".sql", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .Select(name => new MigrationScript(int.Parse(name.AsSpan(0, 4), CultureInfo.InvariantCulture), name, Read(assembly, name))),
        ];
    }

    private static string Read(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
