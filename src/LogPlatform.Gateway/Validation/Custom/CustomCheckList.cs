namespace LogPlatform.Gateway.Validation.Custom;

/// <summary>The configured checks by name.</summary>
public sealed class CustomCheckList : Dictionary<string, CustomCheckOptions>, ICustomChecks
{
    /// <summary>An empty list. Names differ by their letters' case, as in a strategy.</summary>
    public CustomCheckList()
        : base(StringComparer.Ordinal)
    {
    }

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Names => Keys;
}
