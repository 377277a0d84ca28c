namespace LogPlatform.Gateway.Validation.Custom;

/// <summary>The checks that the operator of the host has configured. A strategy names them <c>custom:NAME</c>; nobody else can make the host call or start anything.</summary>
public interface ICustomChecks
{
    /// <summary>Their names, without <c>custom:</c>.</summary>
    IReadOnlyCollection<string> Names { get; }
}
