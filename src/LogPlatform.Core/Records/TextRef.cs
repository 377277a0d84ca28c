namespace LogPlatform.Core.Records;

/// <summary>A range of bytes in the <see cref="RecordBatch.Text"/> buffer of the batch it belongs to.</summary>
/// <param name="Offset">First byte, from the start of the buffer.</param>
/// <param name="Length">Number of bytes; 0 means absent or empty.</param>
public readonly record struct TextRef(int Offset, int Length)
{
    /// <summary>Whether the range has no bytes.</summary>
    public bool IsEmpty => Length == 0;
}
