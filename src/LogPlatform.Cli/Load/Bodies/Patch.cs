namespace LogPlatform.Cli.Load.Bodies;

/// <summary>A byte of a template that differs from record to record.</summary>
/// <param name="Offset">Its place.</param>
/// <param name="Kind">What it is filled with.</param>
internal readonly record struct Patch(int Offset, PatchKind Kind);
