namespace LogPlatform.Core.Records;

/// <summary>
/// One typed value of a record, 16 bytes, without references: text, elements and members live in the lists of the
/// <see cref="RecordBatch"/> it belongs to.
/// </summary>
public readonly struct Value
{
    private readonly long _bits;

    private Value(ValueKind kind, int length, long bits)
    {
        Kind = kind;
        Length = length;
        _bits = bits;
    }

    /// <summary>The type of the value.</summary>
    public ValueKind Kind { get; }

    /// <summary>Bytes of a string or bytes value, number of children of an array or map; otherwise 0.</summary>
    public int Length { get; }

    /// <summary>The integer of an <see cref="ValueKind.Int"/> value.</summary>
    public long Int => _bits;

    /// <summary>The number of a <see cref="ValueKind.Double"/> value.</summary>
    public double Double => BitConverter.Int64BitsToDouble(_bits);

    /// <summary>The truth of a <see cref="ValueKind.Bool"/> value.</summary>
    public bool Bool => _bits != 0;

    /// <summary>Where the bytes of a string or bytes value are.</summary>
    public TextRef Text => new((int)_bits, Length);

    /// <summary>
    /// Index of the first child: in <see cref="RecordBatch.Elements"/> for an array, in <see cref="RecordBatch.Attributes"/> for a map.
    /// The children are contiguous.
    /// </summary>
    public int FirstChild => (int)_bits;

    /// <summary>A string value over bytes of the batch's text.</summary>
    public static Value OfString(TextRef text) => new(ValueKind.String, text.Length, text.Offset);

    /// <summary>A bytes value over bytes of the batch's text.</summary>
    public static Value OfBytes(TextRef text) => new(ValueKind.Bytes, text.Length, text.Offset);

    /// <summary>A boolean value.</summary>
    public static Value OfBool(bool value) => new(ValueKind.Bool, 0, value ? 1 : 0);

    /// <summary>An integer value.</summary>
    public static Value OfInt(long value) => new(ValueKind.Int, 0, value);

    /// <summary>A floating-point value.</summary>
    public static Value OfDouble(double value) => new(ValueKind.Double, 0, BitConverter.DoubleToInt64Bits(value));

    /// <summary>An array whose <paramref name="count"/> elements start at <paramref name="first"/> in <see cref="RecordBatch.Elements"/>.</summary>
    public static Value OfArray(int first, int count) => new(ValueKind.Array, count, first);

    /// <summary>A map whose <paramref name="count"/> members start at <paramref name="first"/> in <see cref="RecordBatch.Attributes"/>.</summary>
    public static Value OfMap(int first, int count) => new(ValueKind.Map, count, first);
}
