using System.Text;
using LogPlatform.Core.Batches;
using LogPlatform.Core.Records;
using LogPlatform.Pipeline.Compiling;
using LogPlatform.Pipeline.Editing;

namespace LogPlatform.Pipeline.Tests;

/// <summary>Records that a test builds, and what rules make of them.</summary>
internal sealed class RuleRun
{
    public RuleRun() => Batch.Sources.Add(new SourceBatch { Id = new BatchId(1), ReceivedUnixNano = 1, Format = BatchFormat.OtlpProtobuf });

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

    public int Resource(params (string Key, Value Value)[] attributes)
    {
        var map = Map(attributes);
        return Batch.Resources.Add(new ResourceInfo { AttributeStart = map.FirstChild, AttributeCount = map.Length });
    }

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

    public RuleRun Apply(string rules)
    {
        var (pipeline, errors) = PipelineCompiler.Compile("version: 1\nrules:\n" + string.Join('\n', rules.Split('\n').Select(line => "  " + line)));
        errors.ShouldBeEmpty();
        pipeline!.Apply(Batch);
        return this;
    }

    public ref LogRecord Record(int index = 0) => ref Batch.Records[index];

    public RecordFate Fate(int index) => Record(index).Fate;

    public string Body(int index = 0) => Show(Record(index).Body);

    /// <summary>The attributes as JSON.</summary>
    public string Attributes(int index = 0) => Show(Value.OfMap(Record(index).AttributeStart, Record(index).AttributeCount));

    public string ResourceOf(int index = 0)
    {
        var resource = Batch.Resources[Record(index).Resource];
        return Show(Value.OfMap(resource.AttributeStart, resource.AttributeCount));
    }

    public string Reason(int index = 0) => Batch.String(Record(index).Reason);

    /// <summary>Everything of a record that is stored, as text.</summary>
    public string Everything(int index = 0)
    {
        ref var record = ref Record(index);
        var scope = record.Scope >= 0 ? Batch.Scopes[record.Scope] : default;
        return string.Join(
            '|',
            Body(index),
            Attributes(index),
            record.Resource >= 0 ? ResourceOf(index) : string.Empty,
            Batch.String(record.SeverityText),
            Batch.String(record.EventName),
            Batch.String(scope.Name),
            Show(Value.OfMap(scope.AttributeStart, scope.AttributeCount)));
    }

    private string Show(Value value)
    {
        var text = new GrowList<byte>();
        ValueText.Write(Batch, value, text);
        return Encoding.UTF8.GetString(text.AsSpan());
    }
}
