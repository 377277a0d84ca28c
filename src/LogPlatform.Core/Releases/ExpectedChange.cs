namespace LogPlatform.Core.Releases;

/// <summary>A difference that a release declares as meant: the output diff counts it, and does not hold it against the release.</summary>
/// <param name="Field">The field, as in the filter language (<c>user.email</c>, <c>body</c>, <c>severity</c>); <c>*</c> at the end stands for any rest; <c>fate</c> stands for dropping, keeping and quarantine.</param>
/// <param name="Service">Only for records of this service; null for all.</param>
public sealed record ExpectedChange(string Field, string? Service = null);
