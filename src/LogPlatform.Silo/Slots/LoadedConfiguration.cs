using System.Collections.Concurrent;
using LogPlatform.Contracts.Slots;
using LogPlatform.Pipeline;
using LogPlatform.Pipeline.Compiling;

namespace LogPlatform.Silo.Slots;

/// <summary>A configuration whose rules were compiled and found to be what they are said to be. Thread-safe; a pipeline is not, so there is one for each unit at a time.</summary>
internal sealed class LoadedConfiguration
{
    private const int MostShown = 3;

    private readonly ConcurrentBag<RulePipeline> _idle = [];

    private LoadedConfiguration(SlotConfiguration configuration, RulePipeline first)
    {
        Configuration = configuration;
        _idle.Add(first);
    }

    /// <summary>What was loaded.</summary>
    public SlotConfiguration Configuration { get; }

    /// <summary>Loads a configuration, or says why not.</summary>
    /// <param name="configuration">What to load.</param>
    /// <param name="artifact">The build that this silo runs.</param>
    public static (LoadedConfiguration? Loaded, string Refusal) Load(SlotConfiguration configuration, string artifact)
    {
        if (configuration.Artifact != artifact)
        {
            return (null, $"release {configuration.Release} is for build {configuration.Artifact}; this silo runs build {artifact}");
        }

        var (pipeline, errors) = PipelineCompiler.Compile(configuration.Rules);
        if (pipeline is null)
        {
            var shown = errors.Take(MostShown).Select(error => $"({error.Line},{error.Column}) {error.Message}");
            return (null, $"the rules of release {configuration.Release} do not compile: {string.Join("; ", shown)}");
        }

        return pipeline.Fingerprint == configuration.Configuration
            ? (new LoadedConfiguration(configuration, pipeline), string.Empty)
            : (null, $"the rules of release {configuration.Release} compile to fingerprint {pipeline.Fingerprint}, not {configuration.Configuration}");
    }

    /// <summary>A pipeline for one unit. Give it back after, unless it has thrown.</summary>
    public RulePipeline Rent() => _idle.TryTake(out var pipeline) ? pipeline : PipelineCompiler.Compile(Configuration.Rules).Pipeline!;

    /// <summary>Gives a pipeline back.</summary>
    public void Return(RulePipeline pipeline) => _idle.Add(pipeline);
}
