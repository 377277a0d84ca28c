namespace LogPlatform.Core.Filters;

/// <summary>Why a filter could not be read.</summary>
/// <param name="Position">Where, in UTF-16 characters from 0; the length of the text when it ended too early.</param>
/// <param name="Message">What was expected, and what was found.</param>
public sealed record FilterError(int Position, string Message);
