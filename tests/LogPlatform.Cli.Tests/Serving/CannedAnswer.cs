namespace LogPlatform.Cli.Tests.Serving;

/// <summary>An answer of the fake server.</summary>
/// <param name="Status">The status; 0 breaks the connection off.</param>
/// <param name="Body">The body.</param>
/// <param name="ContentType">Its content type.</param>
/// <param name="RetryAfter">Seconds; null for no such header.</param>
/// <param name="Keeps">Whether a batch is kept in spite of the answer.</param>
internal sealed record CannedAnswer(int Status, string Body = "", string ContentType = "application/json", int? RetryAfter = null, bool Keeps = false);
