namespace LogPlatform.ControlPage.Deployments;

/// <summary>One stage of a deployment as the timeline shows it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="State">How it stands.</param>
/// <param name="Elapsed">How long it took, or is taking; null when it has not begun.</param>
/// <param name="Remaining">How long until its deadline; null when it has none.</param>
public sealed record StageStep(string Name, StepState State, TimeSpan? Elapsed, TimeSpan? Remaining);
