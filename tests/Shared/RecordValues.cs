using LogPlatform.Core.Batches;
using LogPlatform.Core.Records;

namespace LogPlatform.Tests.Shared;

/// <summary>A batch of one source, and short ways to write values into it.</summary>
internal abstract class RecordValues
{
    protected RecordValues() => Batch.Sources.Add(new SourceBatch { Id = new BatchId(7), ReceivedUnixNano = 1_000, Format = BatchFormat.OtlpProtobuf });

    public RecordBatch Batch { get; } = new();

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

    /// <summary>Adds a resource and returns its index.</summary>
    public int Resource(params (string Key, Value Value)[] attributes)
    {
        var map = Map(attributes);
        return Batch.Resources.Add(new ResourceInfo { AttributeStart = map.FirstChild, AttributeCount = map.Length });
    }

    /// <summary>Adds a scope and returns its index.</summary>
    public int Scope(string name, params (string Key, Value Value)[] attributes)
    {
        var map = Map(attributes);
        return Batch.Scopes.Add(new ScopeInfo { Name = Batch.Append(name), AttributeStart = map.FirstChild, AttributeCount = map.Length });
    }

    /// <summary>Adds a record and returns its index.</summary>
    public int Add(Value body, params (string Key, Value Value)[] attributes)
    {
        var map = Map(attributes);
        return Batch.Records.Add(new LogRecord
        {
            Body = body,
            AttributeStart = map.FirstChild,
            AttributeCount = map.Length,
            Resource = -1,
            Scope = -1,
            Fate = RecordFate.Keep,
        });
    }

    public int Add(string body, params (string Key, Value Value)[] attributes) => Add(Text(body), attributes);
}
