namespace LogPlatform.Gateway.Rehearsals;

/// <summary>The outcome of asking for a rehearsal or a rewind.</summary>
/// <typeparam name="TJob">Which.</typeparam>
/// <param name="Status">Whether it was started.</param>
/// <param name="Job">What was started; null when it was not.</param>
/// <param name="Message">Why it was not; empty when it was.</param>
public sealed record JobStart<TJob>(Deployments.CommandStatus Status, TJob? Job, string Message = "")
    where TJob : class;
