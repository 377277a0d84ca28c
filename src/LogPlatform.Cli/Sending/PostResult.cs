namespace LogPlatform.Cli.Sending;

/// <summary>How posting a batch ended.</summary>
/// <param name="Outcome">What is known.</param>
/// <param name="StatusCode">Status of the last answer; 0 when the last attempt got none.</param>
/// <param name="Answer">Body of the last answer, its first 64 KiB.</param>
/// <param name="Fault">Why the last attempt got no answer; null when it got one.</param>
internal readonly record struct PostResult(PostOutcome Outcome, int StatusCode, byte[] Answer, Exception? Fault);
