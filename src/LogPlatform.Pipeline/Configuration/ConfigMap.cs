namespace LogPlatform.Pipeline.Configuration;

/// <summary>A mapping, in the order of the file, without repeated keys.</summary>
internal sealed record ConfigMap(int Line, int Column, IReadOnlyList<ConfigEntry> Entries) : ConfigNode(Line, Column)
{
    public override string Kind => "a mapping";

    public ConfigEntry? Find(string key) => Entries.FirstOrDefault(entry => entry.Key.Text == key);
}
