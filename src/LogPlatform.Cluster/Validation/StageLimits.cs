namespace LogPlatform.Cluster.Validation;

/// <summary>Times that gateways agree on at a stage.</summary>
internal static class StageLimits
{
    /// <summary>What was not heard again for so long does not hold any more.</summary>
    public static readonly TimeSpan Validity = TimeSpan.FromSeconds(3);

    /// <summary>How long a grain may take to answer.</summary>
    public static readonly TimeSpan Answer = TimeSpan.FromSeconds(2);

    /// <summary>How often evidence is sent.</summary>
    public static readonly TimeSpan Batch = TimeSpan.FromMilliseconds(250);
}
