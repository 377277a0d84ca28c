namespace LogPlatform.Gateway.Security;

/// <summary>Marks an endpoint that changes something: its name in the audit log, where refused attempts are written down as <c>NAME.denied</c>.</summary>
/// <param name="name">A dotted word, such as <c>deployment.start</c>.</param>
internal sealed class AuditedAction(string name)
{
    /// <summary>The name.</summary>
    public string Name { get; } = name;
}
