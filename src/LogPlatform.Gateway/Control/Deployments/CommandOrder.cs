namespace LogPlatform.Gateway.Control.Deployments;

/// <summary>A command to a deployment, as a client sends it.</summary>
public sealed record CommandOrder
{
    /// <summary>Why, on one line of at most 1000 characters.</summary>
    public string? Reason { get; init; }

    /// <summary>For a rollback: also when the release is not reversible.</summary>
    public bool Force { get; init; }
}
