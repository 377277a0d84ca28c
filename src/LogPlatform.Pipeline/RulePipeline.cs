using LogPlatform.Core.Records;

namespace LogPlatform.Pipeline;

/// <summary>The compiled rules of a release: a pure function of the records. Reused from unit to unit; not thread-safe.</summary>
public sealed class RulePipeline
{
    /// <summary>Applies the rules to every record whose fate is <see cref="RecordFate.Keep"/>, in place.</summary>
    public void Apply(RecordBatch batch) => throw new NotImplementedException();
}
