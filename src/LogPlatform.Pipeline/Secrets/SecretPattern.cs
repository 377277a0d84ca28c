using System.Text.RegularExpressions;

namespace LogPlatform.Pipeline.Secrets;

/// <summary>A pattern of the user's own.</summary>
/// <param name="Name">Its name in the text that stands for a secret, UTF-8.</param>
/// <param name="Regex">The pattern; non-backtracking, not matching the empty text.</param>
internal sealed record SecretPattern(byte[] Name, Regex Regex);
