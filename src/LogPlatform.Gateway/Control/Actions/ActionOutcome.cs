using LogPlatform.Gateway.Deployments;
using LogPlatform.Gateway.Rehearsals;

namespace LogPlatform.Gateway.Control.Actions;

/// <summary>What became of an action. The API and the control page tell it in their own ways.</summary>
/// <param name="Status">Whether it was taken.</param>
/// <param name="Value">What it is about, as it is now; null when it was refused.</param>
/// <param name="Errors">Why it was refused, everything at once; empty when it was taken.</param>
internal sealed record ActionOutcome<T>(CommandStatus Status, T? Value, IReadOnlyList<string> Errors)
    where T : class
{
    /// <summary>Why it was refused, as one text.</summary>
    public string Message => string.Join(' ', Errors);

    public static ActionOutcome<T> Done(T value) => new(CommandStatus.Accepted, value, []);

    public static ActionOutcome<T> Refused(CommandStatus status, params IReadOnlyList<string> errors) => new(status, null, errors);

    public static ActionOutcome<T> Of(JobStart<T> start) =>
        start.Status == CommandStatus.Accepted ? Done(start.Job!) : Refused(start.Status, start.Message);
}
