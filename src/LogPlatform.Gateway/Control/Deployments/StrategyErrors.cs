namespace LogPlatform.Gateway.Control.Deployments;

/// <summary>What is wrong with a strategy.</summary>
/// <param name="Errors">Everything at once, in sentences; empty when nothing is.</param>
public sealed record StrategyErrors(IReadOnlyList<string> Errors);
