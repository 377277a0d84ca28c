namespace LogPlatform.Cluster.Validation;

/// <summary>The checks that did not answer when evidence was sent last, so that each change of them is told once.</summary>
internal sealed class SilentChecks
{
    private string _names = string.Empty;

    /// <summary>Their names, when there are some and they are others than before; null when there is nothing new to tell.</summary>
    public string? News(IReadOnlyList<string> silent)
    {
        var before = _names;
        _names = string.Join(", ", silent);
        return _names.Length > 0 && _names != before ? _names : null;
    }
}
