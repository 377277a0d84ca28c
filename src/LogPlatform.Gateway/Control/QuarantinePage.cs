namespace LogPlatform.Gateway.Control;

/// <summary>A page of the quarantine.</summary>
/// <param name="Count">Records in quarantine.</param>
/// <param name="Records">This page, in order of ids.</param>
/// <param name="Next">What to pass as <c>after</c> for the next page; null when this is the last.</param>
public sealed record QuarantinePage(long Count, IReadOnlyList<QuarantineItem> Records, long? Next);
