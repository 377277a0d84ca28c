using LogPlatform.Core.Records;

namespace LogPlatform.Pipeline.Editing;

/// <summary>
/// Changes the attributes of single records. Attribute runs may be shared, so a record gets a copy of its run behind all others before its first change;
/// runs behind the mark that <see cref="Begin"/> sets were made here and belong to one record only.
/// </summary>
internal sealed class AttributeEditor
{
    /// <summary>Most attributes that rules may give one record.</summary>
    public const int MaxAttributes = 1024;

    private RecordBatch _batch = null!;
    private int _ownedFrom;

    public void Begin(RecordBatch batch)
    {
        _batch = batch;
        _ownedFrom = batch.Attributes.Count;
    }

    public int Find(in LogRecord record, int key)
    {
        var attributes = _batch.AttributesOf(record);
        for (var i = 0; i < attributes.Length; i++)
        {
            if (attributes[i].Key == key)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>The record's attributes, for writing values in place. Invalid after the next change of the batch's attributes.</summary>
    public Span<RecordAttribute> Own(ref LogRecord record)
    {
        if (record.AttributeStart < _ownedFrom && record.AttributeCount > 0)
        {
            Move(ref record, 0);
        }

        return _batch.AttributesOf(record);
    }

    /// <summary>Sets an attribute, in the place of one of the same name. False when the record has too many.</summary>
    public bool Set(ref LogRecord record, int key, Value value)
    {
        var index = Find(record, key);
        if (index >= 0)
        {
            Own(ref record)[index].Value = value;
            return true;
        }

        if (record.AttributeCount >= MaxAttributes)
        {
            return false;
        }

        Move(ref record, 1);
        _batch.Attributes[record.AttributeStart + record.AttributeCount++] = new RecordAttribute(key, value);
        return true;
    }

    /// <summary>Adds parsed fields in order. Of fields with one name the last counts; an attribute that was there before stays unless <paramref name="overwrite"/>.</summary>
    public bool Merge(ref LogRecord record, ReadOnlySpan<RecordAttribute> fields, bool overwrite)
    {
        if (record.AttributeCount + fields.Length > MaxAttributes)
        {
            return false;
        }

        Move(ref record, fields.Length);
        var run = _batch.Attributes.AsSpan(record.AttributeStart, record.AttributeCount + fields.Length);
        var before = record.AttributeCount;
        foreach (ref readonly var field in fields)
        {
            var place = 0;
            while (place < record.AttributeCount && run[place].Key != field.Key)
            {
                place++;
            }

            if (place >= before || overwrite)
            {
                run[place] = field;
                record.AttributeCount = Math.Max(record.AttributeCount, place + 1);
            }
        }

        return true;
    }

    /// <summary>Removes every attribute of the name.</summary>
    public void Remove(ref LogRecord record, int key)
    {
        if (Find(record, key) < 0)
        {
            return;
        }

        var run = Own(ref record);
        var kept = 0;
        foreach (var attribute in run)
        {
            if (attribute.Key != key)
            {
                run[kept++] = attribute;
            }
        }

        record.AttributeCount = kept;
    }

    // Leaves room behind the copy, of undefined content, for the caller to fill.
    private void Move(ref LogRecord record, int room)
    {
        var start = _batch.Attributes.Count;
        if (record.AttributeStart >= _ownedFrom && record.AttributeStart + record.AttributeCount == start)
        {
            _batch.Attributes.AddUninitialized(room);
            return;
        }

        var run = _batch.Attributes.AddUninitialized(record.AttributeCount + room);
        _batch.Attributes.AsSpan(record.AttributeStart, record.AttributeCount).CopyTo(run);
        record.AttributeStart = start;
    }
}
