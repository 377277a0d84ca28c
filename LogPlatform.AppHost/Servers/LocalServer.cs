namespace LogPlatform.AppHost.Servers;

/// <summary>A server that is a plain process of this machine, where no container runtime runs.</summary>
/// <param name="name">The resource's name.</param>
/// <param name="folder">Where its script is.</param>
/// <param name="connection">Its connection string, from the address it is reached by.</param>
internal sealed class LocalServer(string name, string folder, Func<EndpointReference, ReferenceExpression> connection)
    : ExecutableResource(name, "bash", folder), IResourceWithConnectionString
{
    /// <summary>The name of its one endpoint.</summary>
    public const string Endpoint = "tcp";

    /// <inheritdoc/>
    public ReferenceExpression ConnectionStringExpression => connection(new EndpointReference(this, Endpoint));
}
