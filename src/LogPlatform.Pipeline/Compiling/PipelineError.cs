namespace LogPlatform.Pipeline.Compiling;

/// <summary>A mistake in a rules file.</summary>
/// <param name="Line">Line, from 1.</param>
/// <param name="Column">Column, from 1.</param>
/// <param name="Message">What is wrong and what was expected.</param>
public sealed record PipelineError(int Line, int Column, string Message);
