namespace LogPlatform.Gateway.Security;

/// <summary>The authorization policies, one for each <see cref="Role"/>, for the pages and endpoints of hosts.</summary>
public static class Policies
{
    /// <summary>Needs <see cref="Role.Ingest"/> or more.</summary>
    public const string Ingest = "ingest";

    /// <summary>Needs <see cref="Role.Viewer"/> or more.</summary>
    public const string Viewer = "viewer";

    /// <summary>Needs <see cref="Role.Operator"/>.</summary>
    public const string Operator = "operator";
}
