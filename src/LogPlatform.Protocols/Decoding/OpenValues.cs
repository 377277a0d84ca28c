using LogPlatform.Core.Records;

namespace LogPlatform.Protocols.Decoding;

/// <summary>
/// Attributes and elements that wait until their map or array is complete: children must be contiguous in the batch, and those of a nested value
/// come between those of the outer one. A stack: what is opened last is closed first.
/// </summary>
internal sealed class OpenValues
{
    private readonly GrowList<RecordAttribute> _members = new();
    private readonly GrowList<Value> _elements = new();

    /// <summary>Where the members of a map that begins now will start.</summary>
    public int MemberMark => _members.Count;

    /// <summary>Where the elements of an array that begins now will start.</summary>
    public int ElementMark => _elements.Count;

    public void Clear()
    {
        _members.ClearAndTrim(1 << 16);
        _elements.ClearAndTrim(1 << 16);
    }

    public void Add(int key, Value value) => _members.Add(new RecordAttribute(key, value));

    public void Add(Value value) => _elements.Add(value);

    /// <summary>The members since a mark.</summary>
    public Span<RecordAttribute> Members(int mark) => _members.AsSpan(mark, _members.Count - mark);

    /// <summary>Moves the members since <paramref name="mark"/> to the batch.</summary>
    public Value CloseMap(RecordBatch batch, int mark)
    {
        var first = CloseAttributes(batch, mark, out var count);
        return Value.OfMap(first, count);
    }

    /// <summary>Moves the members since <paramref name="mark"/> to the batch, as the attributes of something.</summary>
    public int CloseAttributes(RecordBatch batch, int mark, out int count)
    {
        count = _members.Count - mark;
        var first = batch.Attributes.AddRange(_members.AsSpan(mark, count));
        _members.Truncate(mark);
        return first;
    }

    /// <summary>Moves the elements since <paramref name="mark"/> to the batch.</summary>
    public Value CloseArray(RecordBatch batch, int mark)
    {
        var count = _elements.Count - mark;
        var first = batch.Elements.AddRange(_elements.AsSpan(mark, count));
        _elements.Truncate(mark);
        return Value.OfArray(first, count);
    }

    /// <summary>Forgets what was opened since the marks, after an error.</summary>
    public void Abandon(int memberMark, int elementMark)
    {
        _members.Truncate(memberMark);
        _elements.Truncate(elementMark);
    }
}
