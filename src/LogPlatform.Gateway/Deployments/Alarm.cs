namespace LogPlatform.Gateway.Deployments;

/// <summary>Something that needs a person.</summary>
/// <param name="Name">What it is, as a word: <c>configuration-drift</c>, <c>drain-overdue</c>, <c>ledger-unbalanced</c>.</param>
/// <param name="Since">Since when.</param>
/// <param name="Message">What is wrong, in one sentence.</param>
/// <param name="BlocksDeployments">Whether no deployment can be started meanwhile.</param>
public sealed record Alarm(string Name, DateTimeOffset Since, string Message, bool BlocksDeployments);
