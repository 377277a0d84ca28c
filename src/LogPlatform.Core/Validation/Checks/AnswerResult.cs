namespace LogPlatform.Core.Validation.Checks;

/// <summary>What a release made of one of its samples.</summary>
/// <param name="Name">The sample's name.</param>
/// <param name="Differences">Where its output is not what the sample expects, see <see cref="AnswerDiff"/>; empty when it is.</param>
/// <param name="Failure">Why there is no output; null when there is.</param>
public sealed record AnswerResult(string Name, IReadOnlyList<string> Differences, string? Failure = null);
