using LogPlatform.Contracts.Slots;
using LogPlatform.Pipeline.Compiling;

namespace LogPlatform.Silo.Tests.Slots;

/// <summary>Configurations to load.</summary>
internal static class Releases
{
    public const string Artifact = "1.0";

    /// <summary>Rules that set the attribute <c>made_by</c>, so that what was processed tells by whom.</summary>
    public static SlotConfiguration Marking(string name) => Of(name, $"version: 1\nrules:\n  - set:\n      made_by: \"{name}\"\n");

    public static SlotConfiguration Of(string name, string rules)
    {
        var (pipeline, errors) = PipelineCompiler.Compile(rules);
        errors.ShouldBeEmpty();
        return new SlotConfiguration(name, Artifact, pipeline!.Fingerprint, rules);
    }
}
