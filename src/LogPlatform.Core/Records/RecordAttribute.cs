namespace LogPlatform.Core.Records;

/// <summary>A named value: an attribute of a record, resource or scope, or a member of a map.</summary>
/// <param name="key">The name, as interned by <see cref="RecordBatch.Keys"/>.</param>
/// <param name="value">The value.</param>
public struct RecordAttribute(int key, Value value)
{
    /// <summary>The name, as interned by <see cref="RecordBatch.Keys"/>.</summary>
    public int Key = key;

    /// <summary>The value.</summary>
    public Value Value = value;
}
