namespace LogPlatform.Pipeline.Compiling;

/// <summary>Compiles the rules of a release, once, before any record is processed.</summary>
public static class PipelineCompiler
{
    /// <summary>The compiled pipeline, or all mistakes of the file. An empty file is a valid pipeline without rules.</summary>
    public static (RulePipeline? Pipeline, IReadOnlyList<PipelineError> Errors) Compile(string yaml) => throw new NotImplementedException();
}
