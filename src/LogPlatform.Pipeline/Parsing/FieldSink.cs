using LogPlatform.Core.Records;
using LogPlatform.Pipeline.Editing;

namespace LogPlatform.Pipeline.Parsing;

/// <summary>Where parsers put the fields they find: names get the rule's prefix, and their number is bounded.</summary>
internal sealed class FieldSink(string prefix)
{
    private readonly GrowList<byte> _name = new();
    private readonly GrowList<RecordAttribute> _fields = new();
    private readonly byte[] _prefix = System.Text.Encoding.UTF8.GetBytes(prefix);

    public RecordBatch Batch { get; private set; } = null!;

    public ReadOnlySpan<RecordAttribute> Fields => _fields.AsSpan();

    public void Begin(RecordBatch batch)
    {
        Batch = batch;
        _fields.Clear();
    }

    /// <summary>Adds a field; false when there are too many.</summary>
    public bool Add(ReadOnlySpan<byte> name, Value value)
    {
        if (_fields.Count >= AttributeEditor.MaxAttributes)
        {
            return false;
        }

        _fields.Add(new RecordAttribute(Batch.Keys.Intern(Prefixed(name)), value));
        return true;
    }

    private ReadOnlySpan<byte> Prefixed(ReadOnlySpan<byte> name)
    {
        if (_prefix.Length == 0)
        {
            return name;
        }

        _name.Clear();
        _name.AddRange(_prefix);
        _name.AddRange(name);
        return _name.AsSpan();
    }
}
