namespace LogPlatform.Pipeline.Configuration;

/// <summary>A sequence.</summary>
internal sealed record ConfigList(int Line, int Column, IReadOnlyList<ConfigNode> Items) : ConfigNode(Line, Column)
{
    public override string Kind => "a list";
}
