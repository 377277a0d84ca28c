namespace LogPlatform.Storage.Segments;

/// <summary>Consecutive batch numbers.</summary>
/// <param name="First">The first.</param>
/// <param name="Last">The last.</param>
internal readonly record struct BatchRange(long First, long Last);
