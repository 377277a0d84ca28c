namespace LogPlatform.Gateway.Validation.Custom;

/// <summary>The JSON that a custom check sends.</summary>
/// <param name="Verdict"><c>pass</c>, <c>fail</c> or <c>inconclusive</c>.</param>
/// <param name="Message">A sentence for people; may be missing.</param>
internal sealed record CustomReply(string? Verdict, string? Message);
