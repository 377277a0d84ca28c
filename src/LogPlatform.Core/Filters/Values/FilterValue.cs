namespace LogPlatform.Core.Filters.Values;

/// <summary>A value in a filter.</summary>
public abstract record FilterValue
{
    private protected FilterValue()
    {
    }

    /// <summary>The canonical form.</summary>
    public sealed override string ToString() => FilterPrinter.Print(this);
}
