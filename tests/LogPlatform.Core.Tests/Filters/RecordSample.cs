using LogPlatform.Core.Batches;
using LogPlatform.Core.Filters;
using LogPlatform.Core.Filters.Evaluation;
using LogPlatform.Core.Records;
using LogPlatform.Core.Slots;

namespace LogPlatform.Core.Tests.Filters;

/// <summary>A batch of one record that tests shape.</summary>
internal sealed class RecordSample
{
    public RecordSample()
    {
        Batch.Sources.Add(new SourceBatch { Id = new BatchId(7), ReceivedUnixNano = 1_000, Format = BatchFormat.OtlpProtobuf });
        Batch.Records.Add(new LogRecord { Resource = -1, Scope = -1, Fate = RecordFate.Keep });
    }

    public RecordBatch Batch { get; } = new();

    public ref LogRecord Record => ref Batch.Records[0];

    public Value Text(string text) => Value.OfString(Batch.Append(text));

    public Value Map(params (string Key, Value Value)[] members)
    {
        var start = Batch.Attributes.Count;
        foreach (var (key, value) in members)
        {
            Batch.Attributes.Add(new RecordAttribute(Batch.Keys.Intern(key), value));
        }

        return Value.OfMap(start, members.Length);
    }

    public Value Array(params Value[] elements) => Value.OfArray(Batch.Elements.AddRange(elements), elements.Length);

    public RecordSample Attributes(params (string Key, Value Value)[] attributes)
    {
        var map = Map(attributes);
        (Record.AttributeStart, Record.AttributeCount) = (map.FirstChild, map.Length);
        return this;
    }

    public RecordSample Resource(params (string Key, Value Value)[] attributes)
    {
        var map = Map(attributes);
        Record.Resource = Batch.Resources.Add(new ResourceInfo { AttributeStart = map.FirstChild, AttributeCount = map.Length });
        return this;
    }

    public RecordSample Scope(string name, params (string Key, Value Value)[] attributes)
    {
        var map = Map(attributes);
        Record.Scope = Batch.Scopes.Add(new ScopeInfo { Name = Batch.Append(name), AttributeStart = map.FirstChild, AttributeCount = map.Length });
        return this;
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
