namespace LogPlatform.Cli.Load;

/// <summary>The records of one request.</summary>
/// <param name="First">Number of the first record.</param>
/// <param name="Count">Number of records.</param>
/// <param name="Due">When it is to be sent, counted from the start of the run; zero for as soon as possible.</param>
internal readonly record struct BatchRange(long First, int Count, TimeSpan Due);
