namespace LogPlatform.Storage.Blocks.Text;

/// <summary>What the encoder knows of a template, or of an entry made from one.</summary>
internal struct TemplateUse
{
    /// <summary>Strings made from it.</summary>
    public int Count;

    /// <summary>Variables in each of them.</summary>
    public int Places;

    /// <summary>Index of its entry plus 1; 0 before it has one.</summary>
    public int Entry;

    /// <summary>Where its strings start when they are sorted by entry.</summary>
    public int Start;
}
