namespace LogPlatform.Core.Ledger;

/// <summary>The account of a deployment: what each of its generations was given and what became of it.</summary>
/// <param name="At">When it was drawn up.</param>
/// <param name="Generations">One line for each generation, in order.</param>
/// <param name="IsBalanced">Whether every line adds up, and the account of all records ever accepted does.</param>
public sealed record DeploymentLedger(DateTimeOffset At, IReadOnlyList<GenerationAccount> Generations, bool IsBalanced);
