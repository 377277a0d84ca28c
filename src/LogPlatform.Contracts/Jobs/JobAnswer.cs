namespace LogPlatform.Contracts.Jobs;

/// <summary>The outcome of asking for a rehearsal or a rewind.</summary>
/// <param name="Status">Number of the gateway's <c>CommandStatus</c>.</param>
/// <param name="Job">What was started, JSON in UTF-8; empty when nothing was.</param>
/// <param name="Message">Why it was refused; empty when it was started.</param>
[GenerateSerializer]
[Immutable]
[Alias("LogPlatform.JobAnswer")]
public sealed record JobAnswer(
    [property: Id(0)] int Status,
    [property: Id(1)] byte[] Job,
    [property: Id(2)] string Message);
