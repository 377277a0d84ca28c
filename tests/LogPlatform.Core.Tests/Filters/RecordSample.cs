using LogPlatform.Core.Filters;
using LogPlatform.Core.Filters.Evaluation;
using LogPlatform.Core.Records;
using LogPlatform.Core.Slots;
using LogPlatform.Tests.Shared;

namespace LogPlatform.Core.Tests.Filters;

/// <summary>A batch of one record that tests shape.</summary>
internal sealed class RecordSample : RecordValues
{
    public RecordSample() => Add(default(Value));

    public ref LogRecord Record => ref Batch.Records[0];

    public void SetAttributes(params (string Key, Value Value)[] attributes)
    {
        var map = Map(attributes);
        (Record.AttributeStart, Record.AttributeCount) = (map.FirstChild, map.Length);
    }

    public bool Matches(string filter, SlotPointer? pointer = null)
    {
        var (parsed, error) = FilterParser.Parse(filter);
        error.ShouldBeNull();
        var compiled = RecordFilter.Compile(parsed!);
        compiled.Bind(Batch, pointer);
        return compiled.Matches(0);
    }
}
