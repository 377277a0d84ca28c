namespace LogPlatform.Pipeline.Configuration;

/// <summary>A node of a configuration file, with its place.</summary>
/// <param name="Line">Line, from 1.</param>
/// <param name="Column">Column, from 1.</param>
internal abstract record ConfigNode(int Line, int Column)
{
    /// <summary>What a person calls this kind of node.</summary>
    public abstract string Kind { get; }
}
