namespace LogPlatform.Cluster.Tests.Processes;

/// <summary>A silo as the status of a gateway shows it.</summary>
internal sealed record NodeView(string Name, string State, string? Build, int? ProcessId, long Units);
