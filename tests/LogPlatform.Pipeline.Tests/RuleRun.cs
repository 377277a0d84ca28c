using System.Text;
using LogPlatform.Core.Records;
using LogPlatform.Pipeline.Compiling;
using LogPlatform.Pipeline.Editing;
using LogPlatform.Tests.Shared;

namespace LogPlatform.Pipeline.Tests;

/// <summary>Records that a test builds, and what rules make of them.</summary>
internal sealed class RuleRun : RecordValues
{
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
